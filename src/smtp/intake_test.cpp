#include "smtp/intake.h"

#include <gtest/gtest.h>

namespace postamt::smtp {
namespace {

constexpr std::string_view message
    = "From: a@example.org\r\nReceived: x\r\nSubject: s\r\n\r\nOne\r\n\r\nTwo\r\n";

store::Spool spool()
{
    return store::Spool(std::filesystem::temp_directory_path());
}

struct Taken {
    std::string header;
    std::string text;
    bool hasEightBit = false;
    bool hasEightBitHeader = false;
};

Taken take(std::string_view text, std::size_t piece)
{
    Taken out;
    Intake intake([&](std::string_view header) -> std::expected<HeaderEdit, Reply> {
        out.header = header;
        return HeaderEdit{"Added: x\r\n"};
    });
    intake.addCopy(spool(), "Return-Path: <>\r\n");
    for (std::size_t at = 0; at < text.size(); at += piece)
        intake.take(text.substr(at, piece));
    const auto bodies = intake.finish();
    EXPECT_TRUE(bodies);
    out.text = *bodies->front()->read(0, bodies->front()->size());
    out.hasEightBit = intake.hasEightBit();
    out.hasEightBitHeader = intake.hasEightBitHeader();
    return out;
}

TEST(IntakeTest, fieldsComeOnTopHoweverTheBytesWereSplit)
{
    for (const std::size_t piece : {1UL, 2UL, 3UL, 7UL, 60UL, 1000UL}) {
        const auto taken = take(message, piece);
        EXPECT_EQ(taken.header, "From: a@example.org\r\nReceived: x\r\nSubject: s\r\n\r\n");
        EXPECT_EQ(taken.text, "Return-Path: <>\r\nAdded: x\r\n" + std::string(message));
    }
}

TEST(IntakeTest, messagesWithoutBodyOrHeader)
{
    EXPECT_EQ(take("Subject: s\r\n", 1).header, "Subject: s\r\n");
    EXPECT_EQ(take("\r\nText\r\n\r\n", 1).header, "\r\n");
    EXPECT_EQ(take("", 1).text, "Return-Path: <>\r\nAdded: x\r\n");
}

TEST(IntakeTest, anMboxLineInFrontGoes)
{
    const auto text = "From a@example.org Mon Mar  2 10:00:00 2026\r\n" + std::string(message);
    EXPECT_EQ(take(text, 1).text, "Return-Path: <>\r\nAdded: x\r\n" + std::string(message));
    EXPECT_EQ(take(text, 1000).text, "Return-Path: <>\r\nAdded: x\r\n" + std::string(message));
}

TEST(IntakeTest, aHeaderWithoutEndIsJudgedByItsBeginning)
{
    std::string text = "Subject: s\r\n";
    while (text.size() < Intake::maxHeader + 100)
        text += "X-Filler: " + std::string(80, 'x') + "\r\n";
    const auto taken = take(text, 1000);
    EXPECT_GE(taken.header.size(), Intake::maxHeader);
    EXPECT_LT(taken.header.size(), Intake::maxHeader + 1000);
    EXPECT_EQ(taken.text, "Return-Path: <>\r\nAdded: x\r\n" + text);
}

TEST(IntakeTest, eightBitIsSeenInHeaderAndBody)
{
    EXPECT_FALSE(take(message, 7).hasEightBit);
    EXPECT_TRUE(take("Subject: s\r\n\r\n\xc3\xa4\r\n", 1).hasEightBit);
    EXPECT_FALSE(take("Subject: s\r\n\r\n\xc3\xa4\r\n", 1).hasEightBitHeader);
    EXPECT_TRUE(take("Subject: \xc3\xa4\r\n\r\n\r\n", 1000).hasEightBitHeader);
}

TEST(IntakeTest, fieldsAreLeftOutOfEveryCopyHoweverTheBytesWereSplit)
{
    const std::string_view text = "A: \xc3\xa4\r\nB: b\r\n b\r\nC: c\r\n\r\nB: text\r\n";
    for (const std::size_t piece : {1UL, 2UL, 7UL, 1000UL}) {
        for (const auto& removed : std::vector<std::vector<HeaderPiece>>{
                 {{7, 17}},
                 {{0, 7}, {7, 17}},
                 {{0, 7}, {17, 23}},
                 {{0, 23}}
        }) {
            Intake intake([&](std::string_view) { return HeaderEdit{"D: d\r\n", removed}; });
            intake.addCopy(spool(), "");
            intake.addCopy(spool(), "");
            for (std::size_t at = 0; at < text.size(); at += piece)
                intake.take(text.substr(at, piece));
            const auto bodies = intake.finish();
            ASSERT_TRUE(bodies);
            std::string expected(text);
            for (auto cut = removed.rbegin(); cut != removed.rend(); ++cut)
                expected.erase(cut->begin, cut->end - cut->begin);
            for (const auto& body : *bodies)
                EXPECT_EQ(*body->read(0, 1000), "D: d\r\n" + expected);
            EXPECT_EQ(intake.hasEightBit(), removed.front().begin != 0);
        }
    }
}

TEST(IntakeTest, severalCopies)
{
    Intake intake([](std::string_view) { return HeaderEdit(); });
    intake.addCopy(spool(), "One: 1\r\n");
    intake.addCopy(spool(), "Two: 2\r\n");
    intake.take("\r\nText\r\n");
    const auto bodies = intake.finish();
    ASSERT_TRUE(bodies);
    ASSERT_EQ(bodies->size(), 2U);
    EXPECT_EQ(*bodies->at(0)->read(0, 100), "One: 1\r\n\r\nText\r\n");
    EXPECT_EQ(*bodies->at(1)->read(0, 100), "Two: 2\r\n\r\nText\r\n");
}

TEST(IntakeTest, aRefusalStays)
{
    Intake intake([](std::string_view) -> std::expected<HeaderEdit, Reply> {
        return std::unexpected(reply(550, 7, 1, "No"));
    });
    intake.addCopy(spool(), "");
    intake.take(message);
    intake.take("more");
    const auto bodies = intake.finish();
    ASSERT_FALSE(bodies);
    EXPECT_EQ(bodies.error().code, 550);
}

TEST(IntakeTest, aFullDiskIsTemporary)
{
    Intake intake([](std::string_view) { return HeaderEdit(); });
    intake.addCopy(store::Spool("/no/such/directory", 10), "");
    intake.take(message);
    const auto bodies = intake.finish();
    ASSERT_FALSE(bodies);
    EXPECT_EQ(bodies.error().code, 452);
}

TEST(IntakeTest, hopsAreReceivedFieldsOfTheHeader)
{
    EXPECT_EQ(hops(""), 0U);
    EXPECT_EQ(hops("Subject: received: x\r\n\r\n"), 0U);
    EXPECT_EQ(hops("Received: a\r\n\tby b\r\nRECEIVED:b\r\nX-Received: c\r\n\r\n"), 2U);
}

} // namespace
} // namespace postamt::smtp
