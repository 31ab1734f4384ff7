#include "cli/request.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

TEST(Request, isReadBack)
{
    const Request request{
        "account add", {"a\"b\\@x", "", "ü\n\t"},
         std::string("p\0w", 3)
    };
    const auto line = formatRequest(request);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    ASSERT_TRUE(parseRequest(line));
    EXPECT_EQ(*parseRequest(line), request);
    EXPECT_EQ(*parseRequest(R"({"verb":"check","arguments":[]})"), (Request{"check", {}, ""}));
}

TEST(Request, nonsenseIsRefused)
{
    for (const std::string_view line :
         {"",
          "{}",
          "[]",
          "x",
          "{\"verb\":1,\"arguments\":[]}",
          "{\"verb\":\"x\"}",
          "{\"verb\":\"x\",\"arguments\":\"y\"}",
          "{\"verb\":\"x\",\"arguments\":[1]}",
          "{\"verb\":\"x\",\"arguments\":[]} more",
          "{\"verb\":\"\xff\",\"arguments\":[]}"})
        EXPECT_FALSE(parseRequest(line)) << line;
    EXPECT_FALSE(parseRequest(std::string(100'000, '[')));
}

TEST(Reply, isReadBack)
{
    EXPECT_EQ(*parseReply(formatReply(std::string("a\nb"))), "a\nb");
    const auto refused = parseReply(formatReply(no("not \"so\"")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().text, "not \"so\"");
    EXPECT_FALSE(parseReply(""));
    EXPECT_FALSE(parseReply("{\"done\":1,\"text\":\"x\"}"));
}

} // namespace
} // namespace postamt::cli
