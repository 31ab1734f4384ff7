#include "imap/proto/parsed.h"
#include "imap/proto/rename.h"

namespace postamt::imap::proto {

TEST(Rename, HasTwoMailboxes)
{
    const auto request = parsed(parseRename, "a rename inbox {1}\r\nx");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->from, "INBOX");
    EXPECT_EQ(request->to, "x");
    EXPECT_EQ(
        errorOf(parseRename, "a rename x"), "expected a new mailbox name after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(parseRename, "a rename x y z"),
        "expected the end of the command after the new mailbox name"
    );
}

} // namespace postamt::imap::proto
