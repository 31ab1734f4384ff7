#include "spam/test_mails.h"
#include "spam/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

Verdict verdictOnBadMail()
{
    Weights service = Weights::ofService();
    Weights user = Weights::ofUser();
    Model model(service, user);
    for (int i = 0; i < 5; ++i) {
        model.learn(sampleOf(goodMail(i), 7), false, Evidence::Told);
        model.learn(sampleOf(badMail(i), 7), true, Evidence::Told);
    }
    return verdictOn(model, sampleOf(badMail(50), 7, true));
}

TEST(Verdict, HasTheLargestReasonsFirst)
{
    const Verdict verdict = verdictOnBadMail();
    EXPECT_TRUE(verdict.isJunk());
    ASSERT_EQ(verdict.reasons.size(), Verdict::maxReasons);
    for (std::size_t i = 1; i < verdict.reasons.size(); ++i)
        EXPECT_GE(std::abs(verdict.reasons[i - 1].logOdds), std::abs(verdict.reasons[i].logOdds));
    const auto ofSender = std::ranges::find(verdict.reasons, Group::Sender, &Reason::group);
    if (ofSender != verdict.reasons.end())
        EXPECT_TRUE(ofSender->text.contains("casino") || ofSender->text.contains("prize"))
            << ofSender->text;
}

TEST(Verdict, SurvivesBeingKept)
{
    const Verdict verdict = verdictOnBadMail();
    const std::string record = encode(verdict);
    EXPECT_LE(record.size(), Verdict::maxRecord);
    EXPECT_EQ(decodeVerdict(record), verdict);
    EXPECT_FALSE(decodeVerdict(record.substr(0, record.size() - 1)));
    EXPECT_FALSE(decodeVerdict(""));
}

TEST(Verdict, TheRecordIsNeverLonger)
{
    Verdict verdict{5, {}};
    for (int i = 0; i < 20; ++i)
        verdict.reasons.push_back(
            {Group::Word, RuleId::Count_, 2, std::string(Reason::maxText, 'x')}
        );
    const std::string record = encode(verdict);
    EXPECT_LE(record.size(), Verdict::maxRecord);
    const auto read = decodeVerdict(record);
    ASSERT_TRUE(read);
    EXPECT_LE(read->reasons.size(), Verdict::maxReasons);
}

TEST(Verdict, WordsAreShownFromFourLettersOn)
{
    Weights service = Weights::ofService();
    Weights user = Weights::ofUser();
    Model model(service, user);
    const auto mail = [](std::string_view words) {
        return sampleOf(std::string("Subject: x\n\n").append(words), 7, true);
    };
    for (int i = 0; i < 3; ++i) {
        model.learn(mail("xyz"), true, Evidence::Told);
        model.learn(mail("other"), false, Evidence::Told);
    }
    for (const Reason& reason : verdictOn(model, mail("xyz")).reasons)
        EXPECT_EQ(reason.text, "");
    for (int i = 0; i < 3; ++i)
        model.learn(mail("wxyz"), true, Evidence::Told);
    EXPECT_THAT(
        verdictOn(model, mail("wxyz")).reasons,
        testing::Contains(testing::Field(&Reason::text, "wxyz"))
    );
}

TEST(Verdict, Sentences)
{
    const Reason rule{Group::Rule, RuleId::LinkDeceives, 1, {}};
    EXPECT_EQ(sentence(rule, Language::English), "A link leads elsewhere than it shows.");
    EXPECT_EQ(sentence(rule, Language::German), "Ein Link führt woanders hin, als er zeigt.");
    const Reason words{Group::Word, RuleId::Count_, -1, "Garten"};
    EXPECT_EQ(
        sentence(words, Language::German), "Die Wörter („Garten“) gleichen erwünschten Nachrichten."
    );
    const Reason sender{Group::Sender, RuleId::Count_, 1, {}};
    EXPECT_EQ(sentence(sender, Language::English), "The sender resembles unwanted mail.");
}

} // namespace
} // namespace postamt::spam
