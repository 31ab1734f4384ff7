#include "mail/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace postamt::mail {

namespace {

using Model = std::map<Uid, Row>;

Row rowOf(std::uint32_t uid, std::uint64_t modSeq = 1)
{
    Row row;
    row.uid = Uid(uid);
    row.modSeq = ModSeq(modSeq);
    row.size = uid * 10;
    return row;
}

SnapshotRef snapshotOf(std::uint32_t count)
{
    SnapshotEditor editor{Snapshot()};
    for (std::uint32_t uid = 1; uid <= count; ++uid)
        editor.append(rowOf(uid));
    return editor.finish();
}

void expectSame(const Snapshot& snapshot, const Model& model)
{
    ASSERT_EQ(snapshot.size(), model.size());
    std::uint32_t index = 0;
    for (const auto& [uid, row] : model) {
        ASSERT_EQ(snapshot.at(index), row);
        ASSERT_EQ(snapshot.indexOf(uid), index);
        ASSERT_EQ(snapshot.lowerBound(uid), index);
        ASSERT_EQ(*snapshot.find(uid), row);
        ++index;
    }
    for (std::size_t i = 0; i < snapshot.chunks().size(); ++i) {
        const Chunk& chunk = *snapshot.chunks()[i];
        ASSERT_FALSE(chunk.rows.empty());
        ASSERT_LE(chunk.rows.size(), Chunk::capacity);
        ASSERT_EQ(snapshot.at(snapshot.firstIndex(i)), chunk.rows.front());
        ASSERT_EQ(chunk.highestModSeq, std::ranges::max(chunk.rows, {}, &Row::modSeq).modSeq);
    }
}

std::size_t sharedChunks(const Snapshot& a, const Snapshot& b)
{
    return static_cast<std::size_t>(std::ranges::count_if(a.chunks(), [&](const auto& chunk) {
        return std::ranges::find(b.chunks(), chunk) != b.chunks().end();
    }));
}

} // namespace

TEST(Snapshot, AnEmptyOneHasNothing)
{
    const Snapshot empty;
    EXPECT_EQ(empty.size(), 0U);
    EXPECT_EQ(empty.lowerBound(Uid(1)), 0U);
    EXPECT_FALSE(empty.indexOf(Uid(1)));
    EXPECT_EQ(empty.find(Uid(1)), nullptr);
}

TEST(Snapshot, FindsWhatIsThereAndTheNextOfWhatIsNot)
{
    SnapshotEditor editor{Snapshot()};
    for (std::uint32_t i = 1; i <= 600; ++i)
        editor.append(rowOf(i * 10));
    const auto snapshot = editor.finish();
    EXPECT_EQ(snapshot->lowerBound(Uid(0)), 0U);
    EXPECT_EQ(snapshot->lowerBound(Uid(2561)), 256U);
    EXPECT_EQ(snapshot->lowerBound(Uid(6000)), 599U);
    EXPECT_EQ(snapshot->lowerBound(Uid(6001)), 600U);
    EXPECT_FALSE(snapshot->indexOf(Uid(2561)));
    EXPECT_EQ(snapshot->find(Uid(6001)), nullptr);
    EXPECT_EQ(snapshot->find(Uid(2565)), nullptr);
}

TEST(SnapshotEditor, AFullChunkIsFollowedByANewOne)
{
    EXPECT_EQ(snapshotOf(255)->chunks().size(), 1U);
    EXPECT_EQ(snapshotOf(256)->chunks().size(), 1U);
    EXPECT_EQ(snapshotOf(257)->chunks().size(), 2U);
}

TEST(SnapshotEditor, SharesTheChunksItDoesNotChange)
{
    const auto before = snapshotOf(2560);
    SnapshotEditor editor(*before);
    editor.edit(Uid(300))->flags.add(Flag::Seen);
    editor.remove(Uid(900));
    EXPECT_EQ(editor.edit(Uid(9999)), nullptr);
    editor.remove(Uid(9999));
    const auto after = editor.finish();
    EXPECT_EQ(sharedChunks(*before, *after), 8U);
    EXPECT_FALSE(before->find(Uid(300))->flags.has(Flag::Seen));
    EXPECT_NE(before->find(Uid(900)), nullptr);
    EXPECT_EQ(after->size(), 2559U);
}

TEST(SnapshotEditor, LooksWithoutCopying)
{
    const auto before = snapshotOf(512);
    SnapshotEditor editor(*before);
    EXPECT_EQ(editor.find(Uid(7)), before->find(Uid(7)));
    EXPECT_EQ(editor.find(Uid(513)), nullptr);
    EXPECT_EQ(sharedChunks(*before, *editor.finish()), 2U);
}

TEST(SnapshotEditor, BehavesAsANaiveModelUnderRandomChanges)
{
    std::mt19937 random(20240607);
    auto below = [&](std::uint32_t n) {
        return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random);
    };
    Model model;
    SnapshotRef snapshot = std::make_shared<const Snapshot>();
    std::uint32_t nextUid = 1;
    for (std::uint64_t round = 1; round <= 300; ++round) {
        const SnapshotRef before = snapshot;
        const Model modelBefore = model;
        SnapshotEditor editor(*snapshot);
        // Phases that grow and phases that shrink, down to nothing.
        const bool grows = round / 40 % 2 == 0;
        for (std::uint32_t i = below(120); i > 0; --i) {
            const Uid uid(1 + below(nextUid));
            const std::uint32_t action = below(4);
            if (action == 0 || (grows && action == 1)) {
                nextUid += below(3);
                const Row row = rowOf(nextUid++, round);
                editor.append(row);
                model[row.uid] = row;
            } else if (action == 1 || (!grows && action == 2)) {
                editor.remove(uid);
                model.erase(uid);
            } else {
                const auto found = model.find(uid);
                Row* row = editor.edit(uid);
                ASSERT_EQ(row != nullptr, found != model.end());
                ASSERT_EQ(editor.find(uid), row);
                if (row == nullptr)
                    continue;
                row->modSeq = found->second.modSeq = ModSeq(round);
                row->keywords = found->second.keywords = below(1000);
            }
        }
        snapshot = editor.finish();
        expectSame(*snapshot, model);
        expectSame(*before, modelBefore);
    }
    EXPECT_GT(nextUid, 5000U);
}

} // namespace postamt::mail
