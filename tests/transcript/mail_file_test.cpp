#include "transcript/mail_file.h"

#include <gtest/gtest.h>

namespace postamt::transcript {

TEST(MailFile, SplitsMbox)
{
    EXPECT_EQ(
        splitMbox("From a\nA: 1\n\n>From x\n>>From y\n> z\n\nFrom b\nB: 2\n\nbody"),
        (std::vector<std::string>{"A: 1\r\n\r\nFrom x\r\n>From y\r\n> z\r\n", "B: 2\r\n\r\nbody"})
    );
    EXPECT_TRUE(splitMbox("").empty());
}

TEST(MailFile, EndsLinesWithCrlf)
{
    EXPECT_EQ(withCrlf("a\nb\r\n\nc"), "a\r\nb\r\n\r\nc");
    EXPECT_EQ(withCrlf("\n"), "\r\n");
}

} // namespace postamt::transcript
