#include "mail/snapshot_editor.h"
#include "mail/view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace postamt::mail {

namespace {

/// What an IMAP client holds, who believes what he is told.
class Client {
public:
    explicit Client(const View& view)
    {
        for (std::uint32_t i = 0; i < view.size(); ++i)
            rows_.push_back(view.told().at(i));
    }

    /// Takes the untagged responses in their order.
    void apply(const Updates& updates)
    {
        std::vector<Uid> vanished;
        for (const auto number : updates.expunged) {
            ASSERT_GE(number.value, 1U);
            ASSERT_LE(number.value, rows_.size());
            const auto place = rows_.begin() + static_cast<std::ptrdiff_t>(number.value - 1);
            vanished.push_back(place->uid);
            rows_.erase(place);
        }
        EXPECT_EQ(vanished, updates.vanished);
        EXPECT_TRUE(std::ranges::is_sorted(vanished));
        const std::size_t known = rows_.size();
        if (updates.exists) {
            ASSERT_GT(*updates.exists, known);
            rows_.resize(*updates.exists);
        }
        std::uint32_t last = 0;
        for (const auto& changed : updates.changed) {
            ASSERT_GT(changed.number.value, last);
            last = changed.number.value;
            ASSERT_LE(last, rows_.size());
            EXPECT_EQ(changed.isNew, last > known);
            Row& row = rows_[last - 1];
            if (!changed.isNew) {
                EXPECT_EQ(row.uid, changed.row.uid);
                EXPECT_FALSE(row == changed.row);
            }
            row = changed.row;
        }
    }

    void expectSame(const View& view) const
    {
        ASSERT_EQ(view.size(), rows_.size());
        for (std::uint32_t i = 0; i < rows_.size(); ++i) {
            ASSERT_EQ(*view.row(MessageNumber(i + 1)), rows_[i]);
            ASSERT_EQ(view.numberOf(rows_[i].uid), MessageNumber(i + 1));
        }
    }

    const std::vector<Row>& rows() const { return rows_; }

private:
    std::vector<Row> rows_;
};

SnapshotRef snapshotOf(std::initializer_list<std::uint32_t> uids)
{
    SnapshotEditor editor{Snapshot()};
    for (const auto uid : uids) {
        Row row;
        row.uid = Uid(uid);
        row.modSeq = ModSeq(uid);
        editor.append(row);
    }
    return editor.finish();
}

/// A mailbox under several writers.
class Writers {
public:
    explicit Writers(unsigned seed) : random_(seed) { }

    std::uint32_t below(std::uint32_t n)
    {
        return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random_);
    }

    void change()
    {
        SnapshotEditor editor(*now);
        ++modSeq_;
        for (std::uint32_t i = 1 + below(8); i > 0; --i) {
            const std::uint32_t action = below(6);
            const bool hasAny = now->size() > 0;
            const Uid uid = hasAny ? now->at(below(now->size())).uid : Uid(0);
            if (action < 2 || !hasAny)
                append(editor);
            else if (action < 4)
                editor.remove(uid);
            else if (Row* row = editor.edit(uid)) {
                row->flags.bits = static_cast<std::uint16_t>(below(32));
                row->modSeq = ModSeq(modSeq_);
            }
        }
        now = editor.finish();
    }

    void appendMany(std::uint32_t count)
    {
        SnapshotEditor editor(*now);
        ++modSeq_;
        for (; count > 0; --count)
            append(editor);
        now = editor.finish();
    }

    SnapshotRef now = std::make_shared<const Snapshot>();

private:
    void append(SnapshotEditor& editor)
    {
        Row row;
        row.uid = Uid(nextUid_);
        row.modSeq = ModSeq(modSeq_);
        nextUid_ += 1 + below(2);
        editor.append(row);
    }

    std::mt19937 random_;
    std::uint32_t nextUid_ = 1;
    std::uint64_t modSeq_ = 0;
};

} // namespace

TEST(View, KnowsItsNumbersFromOne)
{
    const View view(snapshotOf({3, 5, 9}));
    EXPECT_EQ(view.size(), 3U);
    EXPECT_FALSE(view.row(MessageNumber(0)));
    EXPECT_EQ(view.row(MessageNumber(1))->uid, Uid(3));
    EXPECT_EQ(view.row(MessageNumber(3))->uid, Uid(9));
    EXPECT_FALSE(view.row(MessageNumber(4)));
    EXPECT_EQ(view.numberOf(Uid(5)), MessageNumber(2));
    EXPECT_FALSE(view.numberOf(Uid(4)));
    EXPECT_EQ(view.lowerBound(Uid(4)), 1U);
    EXPECT_EQ(View().size(), 0U);
}

TEST(View, NumbersOfExpungesAreAsOfAfterThoseBefore)
{
    View view(snapshotOf({1, 2, 3, 4, 5}));
    const auto updates = view.sync(snapshotOf({1, 4}), Expunges::Told);
    const std::vector numbers{MessageNumber(2), MessageNumber(2), MessageNumber(3)};
    EXPECT_EQ(updates.expunged, numbers);
    const std::vector uids{Uid(2), Uid(3), Uid(5)};
    EXPECT_EQ(updates.vanished, uids);
    EXPECT_FALSE(updates.exists);
    EXPECT_TRUE(updates.changed.empty());
}

TEST(View, AWithheldExpungeIsToldLaterAndOnce)
{
    View view(snapshotOf({1, 2, 3}));
    const auto now = snapshotOf({1, 3, 4});
    const auto first = view.sync(now, Expunges::Withheld);
    EXPECT_TRUE(first.expunged.empty());
    EXPECT_EQ(first.exists, 4U);
    EXPECT_EQ(view.numberOf(Uid(3)), MessageNumber(3));
    EXPECT_FALSE(view.isAt(now));
    EXPECT_TRUE(view.sync(now, Expunges::Withheld).isEmpty());
    const auto second = view.sync(now, Expunges::Told);
    EXPECT_EQ(second.expunged, std::vector{MessageNumber(2)});
    EXPECT_FALSE(second.exists);
    EXPECT_TRUE(view.isAt(now));
    EXPECT_TRUE(view.sync(now, Expunges::Told).isEmpty());
}

TEST(View, AMessageThatCameAndWentIsNeverTold)
{
    View view(snapshotOf({1}));
    EXPECT_TRUE(view.sync(snapshotOf({1}), Expunges::Told).isEmpty());
    const auto emptied = view.sync(std::make_shared<const Snapshot>(), Expunges::Told);
    EXPECT_EQ(emptied.expunged, std::vector{MessageNumber(1)});
    const auto filled = view.sync(snapshotOf({8}), Expunges::Told);
    EXPECT_EQ(filled.exists, 1U);
    ASSERT_EQ(filled.changed.size(), 1U);
    EXPECT_TRUE(filled.changed[0].isNew);
}

TEST(View, AServiceBitIsNoNews)
{
    const auto before = snapshotOf({1, 2});
    SnapshotEditor editor(*before);
    editor.edit(Uid(2))->service = 1;
    View view(before);
    EXPECT_TRUE(view.sync(editor.finish(), Expunges::Told).isEmpty());
}

TEST(View, AClientWhoBelievesTheUpdatesSeesWhatTheViewHolds)
{
    for (unsigned seed = 1; seed <= 40; ++seed) {
        Writers writers(seed);
        // Some mailboxes span many chunks.
        if (seed % 2 == 0)
            writers.appendMany(writers.below(2000));
        std::vector<View> views(3, View(writers.now));
        std::vector<Client> clients(3, Client(views[0]));
        for (int step = 0; step < 150; ++step) {
            writers.change();
            const std::uint32_t who = writers.below(5);
            if (who >= views.size())
                continue;
            const bool told = writers.below(3) == 0;
            const std::vector<Row> before = clients[who].rows();
            const auto updates
                = views[who].sync(writers.now, told ? Expunges::Told : Expunges::Withheld);
            clients[who].apply(updates);
            clients[who].expectSame(views[who]);
            if (HasFatalFailure())
                return;
            if (told) {
                EXPECT_EQ(views[who].snapshot(), writers.now);
                EXPECT_TRUE(views[who].isAt(writers.now));
                continue;
            }
            // No number shifts while withheld.
            for (std::uint32_t i = 0; i < before.size(); ++i)
                ASSERT_EQ(views[who].row(MessageNumber(i + 1))->uid, before[i].uid);
        }
    }
}

TEST(View, SkipsSharedChunks)
{
    Writers writers(7);
    writers.appendMany(100'000);
    View view(writers.now);
    SnapshotEditor editor(*writers.now);
    const Uid uid = writers.now->at(50'000).uid;
    editor.edit(uid)->flags.add(Flag::Seen);
    const auto updates = view.sync(editor.finish(), Expunges::Told);
    ASSERT_EQ(updates.changed.size(), 1U);
    EXPECT_EQ(updates.changed[0].number, MessageNumber(50'001));
}

} // namespace postamt::mail
