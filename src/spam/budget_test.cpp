#include "spam/model.h"

#include <gtest/gtest.h>

// Hostile mail: what is looked at is bounded, whatever the message is (docs/spam.md). What it costs
// in time is measured by ./dev bench spam.
namespace postamt::spam {
namespace {

std::string repeated(std::string_view text, std::size_t size)
{
    std::string out;
    out.reserve(size + text.size());
    while (out.size() < size)
        out += text;
    return out;
}

Sample checked(const std::string& message)
{
    const Sample sample = sampleOf(message, 7, true);
    EXPECT_LE(sample.tokens.size(), FeatureSet::maxTokens);
    EXPECT_LE(sample.runs.size(), FeatureSet::maxRuns);
    EXPECT_LE(sample.rules.size(), rules().size());
    EXPECT_EQ(sample.texts.size(), sample.tokens.size());
    for (const auto& text : sample.texts)
        EXPECT_LE(text.text.size(), 700U) << text.text;
    return sample;
}

TEST(Budget, AMillionTokens)
{
    std::string message = "Subject: x\n\n";
    for (int i = 0; i < 1'000'000; ++i)
        message.append(std::to_string(i)).append(" ");
    EXPECT_EQ(checked(message).tokens.size(), FeatureSet::maxTokens);
}

TEST(Budget, DeepHtml)
{
    checked("Content-Type: text/html\n\n" + repeated("<div><b a=1 b=2>", 2'000'000));
    checked("Content-Type: text/html\n\n" + repeated("<", 1'000'000));
    checked("Content-Type: text/html\n\n" + repeated("<!--", 1'000'000));
    checked("Content-Type: text/html\n\n" + repeated("<a href='", 1'000'000));
    checked("Content-Type: text/html\n\n" + repeated("<a href=http://&amp;&#38;.", 1'000'000));
}

TEST(Budget, DeepParts)
{
    std::string message;
    for (int i = 0; i < 2'000; ++i)
        message += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b"
            + std::to_string(i) + "\n";
    checked(message);
    checked(
        "Content-Type: multipart/mixed; boundary=b\n\n"
        + repeated("--b\nContent-Type: text/html\n\n<p>\n", 1'000'000)
    );
}

TEST(Budget, Base64)
{
    checked("Content-Transfer-Encoding: base64\n\n" + repeated("QUJD", 20'000'000));
    checked("Content-Transfer-Encoding: base64\n\n" + repeated("====", 2'000'000));
}

TEST(Budget, Headers)
{
    checked(repeated("Received: from a (b [192.0.2.1]) by c; now\n", 2'000'000));
    checked("From: " + repeated("a@b.c.d.e.f.g,", 1'000'000));
    checked("Subject: " + repeated("=?utf-8?q?a?= ", 1'000'000));
    checked("Subject: " + std::string(1'000'000, '!'));
    checked("Received: from " + std::string(1'000'000, '['));
}

TEST(Budget, BrokenCharsets)
{
    checked("Content-Type: text/plain; charset=utf-8\n\n" + repeated("\xff\xc3", 1'000'000));
    checked(
        "Content-Type: text/plain; charset=iso-2022-jp\n\n" + repeated("\x1b$B\x80", 1'000'000)
    );
    checked("Content-Type: text/plain; charset=nonsense\n\n" + repeated("\x81", 1'000'000));
}

TEST(Budget, Nothing)
{
    checked("");
    checked("\n");
    checked(std::string(1, '\0'));
}

// What stands behind what is looked at changes nothing.
TEST(Budget, OnlyTheBeginningIsLookedAt)
{
    const std::string message = "Subject: x\n\n" + repeated("word ", Letter::maxBytes);
    EXPECT_EQ(sampleOf(message, 7).tokens, sampleOf(message + "another", 7).tokens);
}

} // namespace
} // namespace postamt::spam
