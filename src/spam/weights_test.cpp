#include "spam/model.h"
#include "spam/test_mails.h"

#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

Weights filled(Weights weights, std::uint32_t step)
{
    for (Table* table : {&weights.tokens, &weights.runs}) {
        for (std::uint64_t number = 0; table->size() > 0 && number < 1ULL << 32; number += step)
            table->at(static_cast<std::uint32_t>(number))
                .add(static_cast<Step>(number % maxStep) - maxStep / 2);
    }
    return weights;
}

TEST(Weights, SurviveBeingKept)
{
    const Weights few = filled(Weights::ofUser(), 1U << 24);
    EXPECT_EQ(decodeWeights(encode(few), Weights::ofUser()), few);
    const Weights many = filled(Weights::ofUser(), 1U << 12);
    EXPECT_EQ(decodeWeights(encode(many), Weights::ofUser()), many);
    const Weights service = filled(Weights::ofService(), 1U << 20);
    EXPECT_EQ(decodeWeights(encode(service), Weights::ofService()), service);
    EXPECT_EQ(decodeWeights(encode(Weights::ofUser()), Weights::ofUser()), Weights::ofUser());
}

TEST(Weights, AreAsSmallAsPromised)
{
    EXPECT_LE(encode(filled(Weights::ofService(), 1U << 12)).size(), 8'000'000U);
    EXPECT_LE(encode(filled(Weights::ofUser(), 1U << 12)).size(), 256'000U);
    EXPECT_LE(encode(Weights::ofUser()).size(), 40U);
}

TEST(Weights, DamageIsSeen)
{
    std::string record = encode(filled(Weights::ofUser(), 1U << 24));
    for (std::size_t i = 0; i < record.size(); i += 7) {
        record[i] = static_cast<char>(record[i] ^ 1);
        EXPECT_FALSE(decodeWeights(record, Weights::ofUser())) << i;
        record[i] = static_cast<char>(record[i] ^ 1);
    }
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(decodeWeights(std::string_view(record).substr(0, size), Weights::ofUser()))
            << size;
    EXPECT_FALSE(decodeWeights("", Weights::ofUser()));
}

TEST(Weights, ThoseOfAUserAreNotThoseOfAService)
{
    const auto read = decodeWeights(encode(Weights::ofUser()), Weights::ofService());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fault, Fault::Internal);
    EXPECT_FALSE(read.error().text.empty());
}

TEST(Weights, TakingAwayLeavesWhatWas)
{
    Place place;
    place.add(12'345);
    const Place before = place;
    place.add(-maxStep);
    place.add(777);
    place.remove(-maxStep);
    place.remove(777);
    EXPECT_EQ(place, before);
}

} // namespace
} // namespace postamt::spam
