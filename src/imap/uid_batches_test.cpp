#include "imap/uid_batches.h"
#include "mail/snapshot_editor.h"

#include <gtest/gtest.h>

namespace postamt::imap {
namespace {

using Batches = std::vector<proto::NumberRange>;

mail::SnapshotRef rowsOf(const std::vector<std::uint32_t>& uids)
{
    mail::SnapshotEditor editor{mail::Snapshot()};
    for (const auto uid : uids) {
        mail::Row row;
        row.uid = mail::Uid(uid);
        editor.append(row);
    }
    return editor.finish();
}

TEST(UidBatchesOf, AMailbox)
{
    const auto rows = rowsOf({3, 5, 8, 13, 21});
    EXPECT_EQ(
        *uidBatches(
            *rows,
            5,
            {
    }
        ),
        (Batches{{1, 21}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            6,
            {
    }
        ),
        (Batches{{1, 21}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            4,
            {
    }
        ),
        (Batches{{5, 21}, {1, 4}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            2,
            {
    }
        ),
        (Batches{{13, 21}, {5, 12}, {1, 4}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            1,
            {
    }
        ),
        (Batches{{21, 21}, {13, 20}, {8, 12}, {5, 7}, {1, 4}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            4294967295U,
            {
    }
        ),
        (Batches{{1, 21}})
    );
    EXPECT_EQ(*uidBatches(*rowsOf({}), 1, {}), Batches());
    EXPECT_EQ(
        *uidBatches(
            *rowsOf({
                1
    }),
            1,
            {}
        ),
        (Batches{{1, 1}})
    );
}

TEST(UidBatchesOf, ARangeOfThem)
{
    const auto rows = rowsOf({3, 5, 8, 13, 21});
    EXPECT_EQ(
        *uidBatches(
            *rows,
            2,
            {
                {1, 1}
    }
        ),
        (Batches{{13, 21}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            2,
            {
                {2, 3}
    }
        ),
        (Batches{{5, 12}, {1, 4}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            2,
            {
                {3, 4294967295U}
    }
        ),
        (Batches{{1, 4}})
    );
    EXPECT_EQ(
        *uidBatches(
            *rows,
            2,
            {
                {4, 9}
    }
        ),
        Batches()
    );
    EXPECT_EQ(
        *uidBatches(
            *rowsOf({
    }),
            2,
            {{1, 9}}
        ),
        Batches()
    );
}

TEST(UidBatchesOf, NotTooMany)
{
    const auto rows = rowsOf({3, 5, 8, 13, 21});
    EXPECT_TRUE(uidBatches(*rows, 1, {}, 6));
    EXPECT_TRUE(uidBatches(*rows, 1, {}, 5));
    const auto tooMany = uidBatches(*rows, 1, {}, 4);
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().code, "TOOMANY");
    EXPECT_TRUE(uidBatches(
        *rows,
        1,
        {
            {1, 4}
    },
        4
    ));
    EXPECT_TRUE(uidBatches(
        *rows,
        1,
        {
            {2, 4294967295U}
    },
        4
    ));
}

} // namespace
} // namespace postamt::imap
