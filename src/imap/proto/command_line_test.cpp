#include "imap/proto/command_line.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {

TEST(CommandLine, HasTagNameAndArguments)
{
    const auto line = parseCommandLine("a.1 Status INBOX (MESSAGES)");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->tag, "a.1");
    EXPECT_EQ(line->name, "STATUS");
    EXPECT_FALSE(line->uid);
    EXPECT_EQ(line->arguments.rest(), " INBOX (MESSAGES)");
    const auto uid = parseCommandLine("]x uid fetch 1 UID");
    ASSERT_TRUE(uid);
    EXPECT_EQ(uid->name, "FETCH");
    EXPECT_TRUE(uid->uid);
}

TEST(CommandLine, SaysWhatItExpected)
{
    const auto error = [](std::string_view text) { return parseCommandLine(text).error().text; };
    EXPECT_EQ(error(""), "expected a tag");
    EXPECT_EQ(error("+ noop"), "expected a tag");
    EXPECT_EQ(error("a"), "expected a command after the tag");
    EXPECT_EQ(error("a "), "expected a command after the tag");
    EXPECT_EQ(error("a  noop"), "expected a command after the tag");
    EXPECT_EQ(error("a uid"), "expected a command after the command");
    EXPECT_EQ(error("a noop(x"), "expected a space or the end of the command after NOOP");
    EXPECT_EQ(error("(a noop"), "expected a tag");
    EXPECT_EQ(error("a\xc3\xbc noop"), "expected a space after the tag");
}

TEST(CommandLine, RefusesNamesThatAreNone)
{
    EXPECT_TRUE(parseCommandLine("a " + std::string(32, 'x')));
    EXPECT_FALSE(parseCommandLine("a " + std::string(33, 'x')));
}

TEST(CommandLine, AnswersBrokenCommandsUnderTheirTag)
{
    EXPECT_EQ(tagOf("a1 noop"), "a1");
    EXPECT_EQ(tagOf("a1"), "a1");
    EXPECT_EQ(tagOf("a+1 noop"), "*");
    EXPECT_EQ(tagOf(""), "*");
    EXPECT_EQ(tagOf(" noop"), "*");
    EXPECT_EQ(tagOf("a\r* OK"), "*");
    EXPECT_EQ(tagOf(std::string(199, 'a')), std::string(199, 'a'));
    EXPECT_EQ(tagOf(std::string(200, 'a')), std::string(200, 'a'));
    EXPECT_EQ(tagOf(std::string(201, 'a')), "*");
}

TEST(NoArguments, AreNone)
{
    auto none = parseCommandLine("a noop");
    EXPECT_TRUE(parseNoArguments(none->arguments));
    auto one = parseCommandLine("a noop x");
    EXPECT_EQ(
        parseNoArguments(one->arguments).error().text, "expected the end of the command after NOOP"
    );
}

} // namespace postamt::imap::proto
