#include "load/sample_mail.h"

#include <gtest/gtest.h>

#include <set>

namespace postamt::load {

namespace {

std::string message(const SampleMail& mail, std::uint64_t number)
{
    std::string out;
    mail.write(number, out);
    return out;
}

} // namespace

TEST(SampleMail, HasTheMeanSize)
{
    for (const std::size_t size : {5000U, 20000U}) {
        const SampleMail mail(size);
        double sum = 0;
        for (std::uint64_t i = 0; i < 110; ++i)
            sum += static_cast<double>(message(mail, i).size());
        EXPECT_NEAR(sum / 110, static_cast<double>(size), 0.05 * static_cast<double>(size));
    }
}

TEST(SampleMail, IsTheSameForTheSameNumberOnly)
{
    const SampleMail mail(4000);
    const SampleMail other(4000);
    std::set<std::string> seen;
    for (std::uint64_t i = 1; i <= 300; ++i) {
        const auto text = message(mail, i);
        EXPECT_EQ(text, message(other, i));
        EXPECT_TRUE(seen.insert(text).second);
    }
}

TEST(SampleMail, HidesTheRareWordInOneOfAHundred)
{
    const SampleMail mail(4000);
    int found = 0;
    for (std::uint64_t i = 1; i <= 1000; ++i)
        found += message(mail, i).contains(SampleMail::rareWord) ? 1 : 0;
    EXPECT_EQ(found, 10);
}

TEST(SampleMail, EndsWithADotThatIsDoubledElsewhere)
{
    const SampleMail mail(4000);
    std::string plain;
    std::string ended;
    for (std::uint64_t i = 1; i <= 300; ++i) {
        mail.write(i, plain);
        mail.writeDotEnded(i, ended);
        ASSERT_TRUE(ended.ends_with("\r\n.\r\n"));
        ended.erase(ended.size() - 3);
        std::size_t at = 0;
        while ((at = ended.find("\r\n.", at)) != std::string::npos) {
            ASSERT_EQ(ended[at + 3], '.');
            ended.erase(at + 2, 1);
            at += 3;
        }
        EXPECT_EQ(ended, plain);
    }
}

} // namespace postamt::load
