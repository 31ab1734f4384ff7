#include "mail/snapshot.h"
#include "mail/snapshot_editor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
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

/// What the levels say of their rows is so.
void expectLevels(const Snapshot& snapshot)
{
    SnapshotCursor at(snapshot);
    for (std::size_t b = 0; b < snapshot.branches().size(); ++b) {
        const Branch& branch = *snapshot.branches()[b];
        ASSERT_LE(branch.chunks().size(), Branch::capacity);
        ASSERT_EQ(at.place(), snapshot.firstIndex(b));
        ASSERT_EQ(at.branchHere(), &branch);
        ModSeq highest;
        std::uint32_t unseen = 0;
        for (const auto& chunk : branch.chunks()) {
            ASSERT_EQ(at.chunkHere(), chunk.get());
            ASSERT_GE(chunk->size(), 1U);
            ASSERT_LE(chunk->size(), Chunk::capacity);
            ModSeq highestHere;
            for (std::size_t i = 0; i < chunk->size(); ++i, at.next()) {
                const Row row = at.row();
                ASSERT_EQ(row, snapshot.at(at.place()));
                ASSERT_EQ(at.uid(), row.uid);
                highestHere = std::max(highestHere, row.modSeq);
                unseen += row.flags.has(Flag::Seen) ? 0 : 1;
            }
            ASSERT_EQ(chunk->highestModSeq(), highestHere);
            highest = std::max(highest, highestHere);
        }
        ASSERT_EQ(branch.highestModSeq(), highest);
        ASSERT_EQ(branch.unseen(), unseen);
    }
    ASSERT_TRUE(at.atEnd());
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
    expectLevels(snapshot);
    const auto unseen = std::ranges::find_if(model, [](const auto& e) {
        return !e.second.flags.has(Flag::Seen);
    });
    if (unseen == model.end())
        ASSERT_FALSE(snapshot.firstUnseen());
    else
        ASSERT_EQ(snapshot.firstUnseen(), snapshot.indexOf(unseen->first));
    std::vector<Uid> deleted;
    for (const auto& [uid, row] : model) {
        if (row.flags.has(Flag::Deleted))
            deleted.push_back(uid);
    }
    ASSERT_EQ(snapshot.deleted(), deleted);
    ASSERT_EQ(SnapshotEditor(snapshot).deleted(), deleted);
}

std::vector<ChunkRef> chunksOf(const Snapshot& snapshot)
{
    std::vector<ChunkRef> out;
    for (const auto& branch : snapshot.branches())
        out.insert(out.end(), branch->chunks().begin(), branch->chunks().end());
    return out;
}

std::size_t sharedChunks(const Snapshot& a, const Snapshot& b)
{
    const auto known = chunksOf(b);
    return static_cast<std::size_t>(std::ranges::count_if(chunksOf(a), [&](const auto& chunk) {
        return std::ranges::find(known, chunk) != known.end();
    }));
}

} // namespace

TEST(Snapshot, AnEmptyOneHasNothing)
{
    const Snapshot empty;
    EXPECT_EQ(empty.size(), 0U);
    EXPECT_EQ(empty.lowerBound(Uid(1)), 0U);
    EXPECT_FALSE(empty.indexOf(Uid(1)));
    EXPECT_FALSE(empty.find(Uid(1)));
    EXPECT_FALSE(empty.firstUnseen());
    EXPECT_TRUE(SnapshotCursor(empty).atEnd());
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
    EXPECT_FALSE(snapshot->find(Uid(6001)));
    EXPECT_FALSE(snapshot->find(Uid(2565)));
}

TEST(SnapshotEditor, AFullChunkIsFollowedByANewOne)
{
    EXPECT_EQ(chunksOf(*snapshotOf(255)).size(), 1U);
    EXPECT_EQ(chunksOf(*snapshotOf(256)).size(), 1U);
    EXPECT_EQ(chunksOf(*snapshotOf(257)).size(), 2U);
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
    EXPECT_TRUE(before->find(Uid(900)));
    EXPECT_EQ(after->size(), 2559U);
}

TEST(SnapshotEditor, LooksWithoutCopying)
{
    const auto before = snapshotOf(512);
    SnapshotEditor editor(*before);
    EXPECT_EQ(editor.find(Uid(7)), before->find(Uid(7)));
    EXPECT_FALSE(editor.find(Uid(513)));
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
                ASSERT_EQ(editor.find(uid), row == nullptr ? std::nullopt : std::optional(*row));
                if (row == nullptr)
                    continue;
                row->modSeq = found->second.modSeq = ModSeq(round);
                row->keywords = found->second.keywords = below(1000);
                row->flags.bits = found->second.flags.bits = static_cast<std::uint16_t>(below(32));
            }
        }
        snapshot = editor.finish();
        expectSame(*snapshot, model);
        expectSame(*before, modelBefore);
    }
    EXPECT_GT(nextUid, 5000U);
}

TEST(SnapshotEditor, SharesTheBranchesItDoesNotChange)
{
    const auto before = snapshotOf(100'000);
    EXPECT_EQ(before->branches().size(), 7U);
    SnapshotEditor editor(*before);
    editor.edit(Uid(50'000))->flags.add(Flag::Seen);
    editor.append(rowOf(100'001));
    const auto after = editor.finish();
    std::size_t shared = 0;
    for (std::size_t b = 0; b < after->branches().size(); ++b)
        shared += after->branches()[b] == before->branches()[b] ? 1 : 0;
    EXPECT_EQ(shared, 5U);
    EXPECT_EQ(sharedChunks(*before, *after), chunksOf(*before).size() - 2);
}

TEST(SnapshotEditor, ManyExpungesLeaveNoCrumbs)
{
    std::mt19937 random(5);
    std::vector<std::uint32_t> uids(20'000);
    for (std::uint32_t i = 0; i < uids.size(); ++i)
        uids[i] = i + 1;
    std::ranges::shuffle(uids, random);
    auto snapshot = snapshotOf(20'000);
    // A few at a time are the worst: little else is open then.
    while (uids.size() > 1'000) {
        SnapshotEditor editor(*snapshot);
        for (int k = 0; k < 5; ++k) {
            editor.remove(Uid(uids.back()));
            uids.pop_back();
        }
        snapshot = editor.finish();
    }
    ASSERT_EQ(snapshot->size(), 1'000U);
    EXPECT_LE(chunksOf(*snapshot).size(), 1'000U / 20);
    EXPECT_LE(snapshot->branches().size(), 2U);
    expectLevels(*snapshot);
}

TEST(Chunk, KeepsOddRowsWhole)
{
    std::vector<Row> rows;
    for (std::uint32_t i = 1; i <= Chunk::capacity; ++i) {
        Row row = rowOf(i, 7);
        row.internalDate = 1'700'000'000;
        row.keywords = i; // more masks than fit beside 0
        rows.push_back(row);
    }
    using Dates = std::numeric_limits<UnixSeconds>;
    rows[1].internalDate = Dates::min();
    rows[2].internalDate = Dates::max();
    rows[3].internalDate = 0;
    rows[4].modSeq = ModSeq(7 + (std::uint64_t(1) << 32));
    rows[5].modSeq = ModSeq(7 + (std::uint64_t(1) << 32) - 1);
    rows[6].flags.bits = 0xffff;
    rows[7].service = 0x100;
    rows[8].keywords = ~KeywordMask(0);
    const Chunk chunk(rows);
    ASSERT_EQ(chunk.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(chunk.at(i), rows[i]) << i;
        EXPECT_EQ(chunk.hasAt(i, Flag::Seen), rows[i].flags.has(Flag::Seen)) << i;
    }
    for (const auto date : {Dates::min(), Dates::max(), UnixSeconds(-1)}) {
        Row odd = rowOf(1);
        odd.internalDate = date;
        EXPECT_EQ(Chunk(std::span(&odd, 1)).at(0), odd);
    }
}

} // namespace postamt::mail
