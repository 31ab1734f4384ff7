#include "imap/proto/parsed.h"
#include "imap/proto/uid_batches.h"

namespace postamt::imap::proto {

TEST(UidBatches, HasASizeAndMaybeARange)
{
    const auto all = parsed(parseUidBatches, "a UIDBATCHES 2000");
    ASSERT_TRUE(all);
    EXPECT_EQ(*all, (UidBatchesRequest{2000, {}}));
    const auto some = parsed(parseUidBatches, "a uidbatches 500 3:10");
    ASSERT_TRUE(some);
    EXPECT_EQ(
        *some,
        (UidBatchesRequest{
            500, NumberRange{3, 10}
    })
    );
    const auto one = parsed(parseUidBatches, "a UIDBATCHES 1 4294967295:4294967295");
    ASSERT_TRUE(one);
    for (const auto& request : {*all, *some, *one}) {
        const auto text = written([&](Writer& w) { formatUidBatchesRequest(w, request); });
        EXPECT_EQ(*parsed(parseUidBatches, "a " + text), request) << text;
    }
}

TEST(UidBatches, SaysWhatItExpected)
{
    EXPECT_EQ(
        errorOf(parseUidBatches, "a UIDBATCHES"), "expected a number of messages after UIDBATCHES"
    );
    EXPECT_EQ(errorOf(parseUidBatches, "a UIDBATCHES 0"), "expected a number above zero");
    EXPECT_EQ(errorOf(parseUidBatches, "a UIDBATCHES 9 0:1"), "expected a number above zero");
    EXPECT_EQ(errorOf(parseUidBatches, "a UIDBATCHES 9 2:1"), "expected the lower batch first");
    EXPECT_NE(errorOf(parseUidBatches, "a UIDBATCHES 9 2"), "none");
    EXPECT_NE(errorOf(parseUidBatches, "a UIDBATCHES 9 1:*"), "none");
    EXPECT_NE(errorOf(parseUidBatches, "a UIDBATCHES 9 1:2,3:4"), "none");
    EXPECT_EQ(parsed(parseUidBatches, "a UIDBATCHES 9 2:1").error().code, "CLIENTBUG");
}

TEST(UidBatches, AreToldFromTheHighestDown)
{
    EXPECT_EQ(
        written([](Writer& w) {
            formatUidBatches(
                w,
                "a1",
                {
                    {401, 900},
                    {1,   400}
            }
            );
        }),
        "* UIDBATCHES (TAG \"a1\") 900:401,400:1\r\n"
    );
    EXPECT_EQ(
        written([](Writer& w) { formatUidBatches(w, "a", {}); }), "* UIDBATCHES (TAG \"a\")\r\n"
    );
}

} // namespace postamt::imap::proto
