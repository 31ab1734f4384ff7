#include "imap/proto/expunge.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(UidExpunge, HasASet)
{
    EXPECT_EQ(parsed(parseUidExpunge, "a uid expunge 5:7")->uids, *parseSequenceSet("5:7"));
    EXPECT_EQ(errorOf(parseUidExpunge, "a uid expunge"), "expected a set of UIDs after EXPUNGE");
    EXPECT_EQ(
        errorOf(parseUidExpunge, "a uid expunge 1 2"),
        "expected the end of the command after the set of UIDs"
    );
}

} // namespace postamt::imap::proto
