#include "imap/proto/delete.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Delete, HasAMailbox)
{
    EXPECT_EQ(parsed(parseDelete, "a delete \"a b\"")->mailbox, "a b");
    EXPECT_EQ(errorOf(parseDelete, "a delete"), "expected a mailbox name after DELETE");
    EXPECT_EQ(
        errorOf(parseDelete, "a delete x y"),
        "expected the end of the command after the mailbox name"
    );
}

} // namespace postamt::imap::proto
