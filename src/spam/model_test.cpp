#include "spam/model.h"
#include "spam/test_mails.h"

#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

Sample good(int number)
{
    return sampleOf(goodMail(number), 7);
}

Sample bad(int number)
{
    return sampleOf(badMail(number), 7);
}

struct Trained {
    Weights service = Weights::ofService();
    Weights user = Weights::ofUser();
    Model model{service, user};

    void teach(int count)
    {
        for (int i = 0; i < count; ++i) {
            model.learn(good(i), false, Evidence::Told);
            model.learn(bad(i), true, Evidence::Told);
        }
    }
};

TEST(Model, KnowsSomethingBeforeItHasLearnt)
{
    Trained trained;
    EXPECT_LT(trained.model.score(good(1)).logOdds(), 0);
    EXPECT_GT(trained.model.score(bad(1)).logOdds(), 0);
}

TEST(Model, TellsApartWhatItHasLearnt)
{
    Trained trained;
    trained.teach(5);
    EXPECT_FALSE(trained.model.score(good(100)).isJunk());
    EXPECT_TRUE(trained.model.score(bad(100)).isJunk());
}

TEST(Model, WhatIsToldOnceTurnsTheVerdict)
{
    Trained trained;
    trained.teach(20);
    ASSERT_TRUE(trained.model.score(bad(50)).isJunk());
    trained.model.learn(bad(50), false, Evidence::Told);
    EXPECT_FALSE(trained.model.score(bad(50)).isJunk());
}

TEST(Model, UnlearningIsExact)
{
    Trained trained;
    trained.teach(3);
    const Weights service = trained.service;
    const Weights user = trained.user;
    const Lesson first = trained.model.learn(bad(9), false, Evidence::Told);
    ASSERT_FALSE(first.rounds.empty());
    EXPECT_NE(trained.service, service);
    trained.model.unlearn(bad(9), first);
    EXPECT_EQ(trained.service, service);
    EXPECT_EQ(trained.user, user);
}

// A message is unlearnt weeks later: what others have taught in between stays.
TEST(Model, UnlearningLeavesWhatCameLater)
{
    Trained one;
    Trained two;
    const Lesson wrong = one.model.learn(bad(9), false, Evidence::Told);
    const Lesson later = one.model.learn(good(9), false, Evidence::Told);
    one.model.unlearn(bad(9), wrong);
    one.model.unlearn(good(9), later);
    EXPECT_EQ(one.service, two.service);
    EXPECT_EQ(one.user, two.user);
}

TEST(Model, ALessonSurvivesBeingKept)
{
    Trained trained;
    const Lesson lesson = trained.model.learn(bad(1), true, Evidence::Told);
    const std::string record = encode(lesson);
    EXPECT_LE(record.size(), 41U);
    EXPECT_EQ(decodeLesson(record), lesson);
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(decodeLesson(std::string_view(record).substr(0, size))) << size;
    EXPECT_FALSE(decodeLesson(record + "x"));
}

TEST(Model, OurOwnVerdictWeighsLessThanWhatIsTold)
{
    Trained told;
    Trained kept;
    const double before = told.model.score(bad(1)).logOdds();
    told.model.learn(bad(1), true, Evidence::Told);
    kept.model.learn(bad(1), true, Evidence::Kept);
    EXPECT_GT(kept.model.score(bad(1)).logOdds(), before);
    EXPECT_GT(told.model.score(bad(1)).logOdds(), kept.model.score(bad(1)).logOdds());
}

TEST(Model, AUserTeachesOthersThroughTheServiceOnly)
{
    Trained trained;
    trained.teach(3);
    Weights other = Weights::ofUser();
    const Model forOther(trained.service, other);
    const double own = trained.model.score(bad(50)).logOdds();
    const double others = forOther.score(bad(50)).logOdds();
    EXPECT_GT(own, others);
    Weights nobody = Weights::ofService();
    EXPECT_GT(others, Model(nobody, other).score(bad(50)).logOdds());
}

TEST(Model, SharesAddUpToTheSum)
{
    Trained trained;
    trained.teach(3);
    const Sample sample = bad(50);
    double sum = 0;
    for (const double share : trained.model.shares(sample))
        sum += share;
    const Score score = trained.model.score(sample);
    const double withoutTokens = Score{score.prior, 0, score.runs}.logOdds();
    EXPECT_NEAR(sum, score.logOdds() - withoutTokens, 1e-9);
}

// Whoever marks the same short message to and fro comes to an end before the numbers do.
TEST(Model, NumbersDoNotOverflow)
{
    Trained trained;
    const Sample sample = sampleOf("a", 7);
    bool isFull = false;
    for (int i = 0; i < 100'000 && !isFull; ++i)
        isFull = trained.model.learn(sample, i % 2 == 0, Evidence::Told).rounds.empty();
    EXPECT_TRUE(isFull);
    for (const Feature& token : sample.tokens)
        EXPECT_LT(std::abs(trained.service.tokens.at(token.hash).sum), 1 << 30);
}

TEST(Model, NothingIsAMessageToo)
{
    Trained trained;
    const Sample sample = sampleOf("", 7);
    const Lesson lesson = trained.model.learn(sample, true, Evidence::Told);
    trained.model.unlearn(sample, lesson);
    EXPECT_EQ(trained.service, Weights::ofService());
}

} // namespace
} // namespace postamt::spam
