#include "imap/proto/create.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Create, HasAMailboxAndItsUse)
{
    const auto plain = parsed(parseCreate, "a create Entw&APw-rfe/");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->mailbox, "Entw\xc3\xbcrfe");
    EXPECT_TRUE(plain->specialUse.empty());
    const auto none = parsed(parseCreate, "a create x (use ())");
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->specialUse.empty());
    const auto special = parsed(parseCreate, "a create x (use (\\sent \\Other))");
    ASSERT_TRUE(special);
    EXPECT_EQ(special->specialUse, (std::vector<std::string>{"\\Sent", "\\Other"}));
}

TEST(Create, RefusesTheRest)
{
    EXPECT_EQ(errorOf(parseCreate, "a create"), "expected a mailbox name after CREATE");
    EXPECT_EQ(
        errorOf(parseCreate, "a create x y"), "expected a list of parameters after the mailbox name"
    );
    for (const auto* text :
         {"a create x ()",
          "a create x (use)",
          "a create x (use (Sent))",
          "a create x (use (\\Sent)",
          "a create x (use (\\Sent)) y",
          "a create x (foo (\\Sent))"})
        EXPECT_NE(errorOf(parseCreate, text), "none") << text;
}

} // namespace postamt::imap::proto
