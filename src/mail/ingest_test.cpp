#include "mail/ingest.h"

#include <gtest/gtest.h>

namespace postamt::mail {

TEST(Ingest, KnowsCrlfLines)
{
    for (const auto* text : {"", "\r\n", "a\r\n", "a\r\n\r\nb\r\n"})
        EXPECT_TRUE(hasCrlfLines(text)) << text;
    for (const auto* text :
         {"a", "\n", "\r", "a\n", "a\rb\r\n", "a\r\nb", "a\r\n\n", "\r\r\n", "a\r\nb\r"})
        EXPECT_FALSE(hasCrlfLines(text)) << text;
}

} // namespace postamt::mail
