#include "imap/proto/parsed.h"
#include "imap/proto/subscribe.h"

namespace postamt::imap::proto {

TEST(Subscribe, HasAMailbox)
{
    EXPECT_EQ(parsed(parseSubscribe, "a subscribe x")->mailbox, "x");
    EXPECT_EQ(
        errorOf(parseSubscribe, "a unsubscribe"), "expected a mailbox name after UNSUBSCRIBE"
    );
    EXPECT_EQ(errorOf(parseSubscribe, "a subscribe *"), "expected a mailbox name after SUBSCRIBE");
}

} // namespace postamt::imap::proto
