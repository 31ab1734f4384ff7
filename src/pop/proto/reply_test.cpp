#include "pop/proto/reply.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::pop::proto {

TEST(PopReply, FormatsStatusCodeAndText)
{
    EXPECT_EQ((Reply{true, "", "2 320"}).format(), "+OK 2 320\r\n");
    EXPECT_EQ((Reply{true, "", ""}).format(), "+OK\r\n");
    EXPECT_EQ((Reply{false, "IN-USE", "Locked"}).format(), "-ERR [IN-USE] Locked\r\n");
    EXPECT_EQ((Reply{false, "", "a\r\n+OK\x7f"}).format(), "-ERR a?\?+OK?\r\n");
}

TEST(PopReply, KeepsToTheLimit)
{
    for (const std::size_t size : {505U, 506U, 507U})
        EXPECT_EQ(
            (Reply{true, "", std::string(size, 'x')}).format().size(),
            std::min<std::size_t>(size + 6, 512)
        );
}

TEST(PopReply, SurvivesFormatAndParse)
{
    for (const auto& reply : {
             Reply{true,  "",         "hello"},
             Reply{false, "SYS/TEMP", "later"},
             Reply{true,  "",         ""     },
             Reply{false, "AUTH",     ""     }
    }) {
        const auto text = reply.format();
        EXPECT_EQ(parseReply(std::string_view(text).substr(0, text.size() - 2)), reply);
    }
    for (const auto* line : {"", "OK", "+OKAY", "-ERROR x", "* OK"})
        EXPECT_EQ(parseReply(line), std::nullopt) << line;
    EXPECT_EQ(parseReply("+ok [] x")->text, "[] x");
    EXPECT_EQ(parseReply("-ERR [x")->text, "[x");
}

TEST(PopReply, FormatsLists)
{
    const std::vector<std::string> lines{"1 120", ".hidden", "a\r\n."};
    EXPECT_EQ(
        formatLines({true, "", "here"}, lines), "+OK here\r\n1 120\r\n..hidden\r\na?\?.\r\n.\r\n"
    );
    EXPECT_EQ(formatLines({}, {}), "+OK\r\n.\r\n");
}

TEST(PopReply, ExplainsFaults)
{
    EXPECT_FALSE(replyTo(LineFault::TooLong).ok);
    EXPECT_NE(replyTo(LineFault::TooLong).text, replyTo(LineFault::BareLf).text);
}

} // namespace postamt::pop::proto
