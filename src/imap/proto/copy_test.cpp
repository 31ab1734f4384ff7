#include "imap/proto/copy.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Copy, HasASetAndAMailbox)
{
    const auto request = parsed(parseCopy, "a uid move 1:3,* Trash");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->set, *parseSequenceSet("1:3,*"));
    EXPECT_EQ(request->mailbox, "Trash");
    EXPECT_TRUE(parsed(parseCopy, "a copy $ x")->set.saved);
    EXPECT_EQ(errorOf(parseCopy, "a copy"), "expected a message set after COPY");
    EXPECT_EQ(errorOf(parseCopy, "a copy x y"), "expected a message set after COPY");
    EXPECT_EQ(errorOf(parseCopy, "a copy 1"), "expected a mailbox name after the message set");
}

} // namespace postamt::imap::proto
