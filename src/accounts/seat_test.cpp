#include "accounts/seat.h"

#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

class SeatTest : public testing::Test {
protected:
    std::shared_ptr<Seat> take(std::uint64_t account)
    {
        const mail::AccountId id(account);
        auto seat = std::make_shared<Seat>(
            *limit.admit(id), id, Protocol::Imap, LoginGround{}, Seat::Origin{}, visits
        );
        seats.add(seat);
        return seat;
    }

    const ManualClock clock{1};
    store::MemoryEngine engine;
    Workers workers{1};
    const std::shared_ptr<Visits> visits = std::make_shared<Visits>(engine, workers, clock);
    SessionLimit limit{10'000};
    Seats seats;
};

TEST_F(SeatTest, isLostOnceAndWakesOnce)
{
    const auto seat = take(1);
    int woken = 0;
    seat->whenLost([&] { ++woken; });
    EXPECT_FALSE(seat->isLost());
    seat->lose("first");
    seat->lose("second");
    EXPECT_TRUE(seat->isLost());
    EXPECT_EQ(seat->reason(), "first");
    EXPECT_EQ(woken, 1);
    // Who asks late is woken at once.
    seat->whenLost([&] { ++woken; });
    EXPECT_EQ(woken, 2);
}

TEST_F(SeatTest, aReviewTakesThoseToWhomThereIsAnObjection)
{
    const auto one = take(1);
    const auto other = take(1);
    const auto stranger = take(2);
    const auto toOne = [&](const Seat& seat) {
        return &seat == one.get() ? std::optional<std::string>("go") : std::nullopt;
    };
    const auto toAll = [](const Seat&) { return std::optional<std::string>("all"); };
    seats.review(mail::AccountId(2), toOne);
    EXPECT_FALSE(one->isLost());
    seats.review(mail::AccountId(1), toOne);
    EXPECT_TRUE(one->isLost());
    EXPECT_FALSE(other->isLost());
    seats.review(mail::AccountId(1), toAll);
    EXPECT_TRUE(other->isLost());
    EXPECT_FALSE(stranger->isLost());
    seats.review(toAll);
    EXPECT_TRUE(stranger->isLost());
    EXPECT_EQ(one->reason(), "go");
}

TEST_F(SeatTest, thoseThatAreGoneAreForgotten)
{
    const auto kept = take(7);
    for (std::uint64_t i = 0; i < 5000; ++i)
        take(i);
    int asked = 0;
    seats.review([&](const Seat&) {
        ++asked;
        return std::optional<std::string>();
    });
    EXPECT_EQ(asked, 1);
    EXPECT_FALSE(kept->isLost());
}

} // namespace
} // namespace postamt::accounts
