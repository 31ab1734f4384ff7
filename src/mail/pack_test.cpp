// Packs: their records, and that rows are always stored as they are shown, whatever is packed.
#include "mail/pack.h"
#include "base/bytes.h"
#include "mail/row_reader.h"
#include "mail/test_draft.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace postamt::mail {

namespace {

Row rowOf(std::uint32_t uid, std::uint64_t modSeq)
{
    Row row;
    row.uid = Uid(uid);
    row.modSeq = ModSeq(modSeq);
    return row;
}

Row extremeRow(std::uint32_t uid, UnixSeconds date, std::uint32_t saved)
{
    Row row = rowOf(uid, std::numeric_limits<std::uint64_t>::max());
    row.flags.bits = 0xffff;
    row.service = 0xffff;
    row.keywords = ~KeywordMask(0);
    row.size = 0xffffffff;
    row.internalDate = date;
    row.saveDate = saved;
    return row;
}

bool decodes(std::string_view record)
{
    return decodePack(PackNumber(0), record).has_value();
}

/// Drafts that also compare where each row stands with what is stored.
class Packs : public Drafts {
protected:
    void commitAndLook()
    {
        commit();
        for (const auto& mailbox : state->mailboxes)
            expectPlaces(*mailbox);
    }

    void expectPlaces(const MailboxState& mailbox)
    {
        const auto stored = readRows(engine, account, mailbox.id);
        ASSERT_TRUE(stored);
        std::size_t packs = 0;
        PackNumber last(~0U);
        for (std::uint32_t i = 0; i < mailbox.rows->size(); ++i) {
            const Row shown = mailbox.rows->at(i);
            const Row found = (*stored)->at(i);
            EXPECT_EQ(shown.place.isPacked, found.place.isPacked) << shown.uid.value;
            EXPECT_EQ(shown.place.isLoose, found.place.isLoose) << shown.uid.value;
            const bool isNewPack = shown.place.isPacked && packOf(shown.uid) != last;
            packs += isNewPack ? 1 : 0;
            last = isNewPack ? packOf(shown.uid) : last;
        }
        // No record is left behind for a row that is not there.
        EXPECT_EQ(count(keys::rows(mailbox.id)), mailbox.rows->loose() + packs);
    }

    /// Appends one by one, so that all rows are loose.
    void appendLoose(std::uint32_t messages)
    {
        for (std::uint32_t i = 0; i < messages; ++i) {
            append(inbox, "body");
            commit();
        }
    }

    void packAll(MailboxId id)
    {
        while (draft().packRows(id, 2)) { }
        commitAndLook();
    }

    std::uint32_t loose() const { return state->mailbox(inbox)->rows->loose(); }
};

} // namespace

TEST(Pack, KnowsItsUids)
{
    EXPECT_EQ(packOf(Uid(1)), PackNumber(0));
    EXPECT_EQ(packOf(Uid(128)), PackNumber(0));
    EXPECT_EQ(packOf(Uid(129)), PackNumber(1));
    EXPECT_EQ(firstOf(PackNumber(1)), Uid(129));
    EXPECT_EQ(lastOf(PackNumber(1)), Uid(256));
}

TEST(Pack, ComesBack)
{
    const Row rows[] = {
        rowOf(1, 7),
        extremeRow(2, std::numeric_limits<UnixSeconds>::min(), 0xffffffff),
        extremeRow(3, std::numeric_limits<UnixSeconds>::max(), 0),
        rowOf(128, 5),
    };
    const auto record = encodePack(PackNumber(0), rows);
    const auto decoded = decodePack(PackNumber(0), record);
    ASSERT_TRUE(decoded);
    ASSERT_EQ(decoded->size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ((*decoded)[i], rows[i]);
        EXPECT_TRUE((*decoded)[i].place.isPacked);
        EXPECT_FALSE((*decoded)[i].place.isLoose);
    }
}

TEST(Pack, TheBytesAreThoseOfTheManual)
{
    Row row = rowOf(130, 300);
    row.flags.bits = 9;
    row.service = 1;
    row.keywords = 6;
    row.size = 128;
    row.internalDate = -2;
    row.saveDate = 5;
    Row next = rowOf(135, 299);
    next.internalDate = -1;
    next.saveDate = 4;
    const Row rows[] = {row, next};
    using namespace std::string_literals;
    EXPECT_EQ(
        encodePack(PackNumber(1), rows),
        "\x02\xab\x02\x02\x01\x09\x01\x06\x80\x01\x03\x0a\x05\0\0\0\0\0\x02\x01"s
    );
}

TEST(Pack, DamageIsFound)
{
    std::vector<Row> rows;
    for (std::uint32_t uid = 1; uid <= packSpan; ++uid)
        rows.push_back(rowOf(uid, uid));
    const auto record = encodePack(PackNumber(0), rows);
    EXPECT_TRUE(decodes(record));
    EXPECT_FALSE(decodes(record + '\0'));
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(decodes(record.substr(0, size)));
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        std::string damaged = record;
        for (int n = 0; n < 3; ++n)
            damaged[random() % damaged.size()] = static_cast<char>(random());
        decodes(damaged);
    }
}

TEST(Pack, TooManyRowsOrTooHighUidsAreDamage)
{
    using namespace std::string_literals;
    const std::string row = "\x01\0\0\0\0\0\0\0"s;
    const auto pack = [&row](std::uint32_t count) {
        RecordWriter writer;
        writer.number(count);
        writer.number(0);
        for (std::uint32_t i = 0; i < count; ++i)
            writer.raw(row);
        return writer.take();
    };
    EXPECT_FALSE(decodes(pack(0)));
    EXPECT_TRUE(decodes(pack(1)));
    EXPECT_TRUE(decodes(pack(128)));
    EXPECT_FALSE(decodes(pack(129)));
    EXPECT_TRUE(decodes("\x01\0\x80\x01\0\0\0\0\0\0\0"s)); // 128
    EXPECT_FALSE(decodes("\x01\0\x81\x01\0\0\0\0\0\0\0"s)); // 129
    EXPECT_FALSE(decodes("\x01\0\0\0\0\0\0\0\0\0"s)); // UID 0
    EXPECT_FALSE(decodes("\x01\0\x01\0\0\0\0\0\0\x01"s)); // saved before 1970
}

TEST(Pack, AModSeqTooLargeIsDamage)
{
    using namespace std::string_literals;
    const std::string rest = "\0\0\0\0\0\0"s;
    const std::string most = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
    EXPECT_TRUE(decodes("\x01" + most + "\x01"s + '\0' + rest));
    EXPECT_FALSE(decodes("\x01" + most + "\x01\x01" + rest));
}

TEST_F(Packs, FewRowsStandLooseAndManyTogether)
{
    appendLoose(5);
    EXPECT_EQ(loose(), 5U);
    for (int i = 0; i < 12; ++i)
        append(inbox, "body");
    commitAndLook();
    EXPECT_EQ(loose(), 0U);
    EXPECT_EQ(count(keys::rows(inbox)), 1U);
    draft().setFlags(inbox, Uid(3), FlagMode::Add, FlagSet{1}, 0);
    commitAndLook();
    EXPECT_EQ(loose(), 1U);
    EXPECT_TRUE(get(keys::row(inbox, Uid(3))));
}

TEST_F(Packs, WhatIsExpungedComesBackFromNoPack)
{
    for (int i = 0; i < 300; ++i)
        append(inbox, "body");
    commitAndLook();
    draft().setFlags(inbox, Uid(5), FlagMode::Add, FlagSet{1}, 0);
    commitAndLook();
    draft().expunge(inbox, Uid(5)); // packed and loose
    draft().expunge(inbox, Uid(200)); // packed only
    commitAndLook();
    EXPECT_EQ(state->mailbox(inbox)->rows->size(), 298U);
    for (std::uint32_t uid = 257; uid <= 300; ++uid)
        draft().expunge(inbox, Uid(uid));
    commitAndLook();
    EXPECT_FALSE(get(keys::pack(inbox, PackNumber(2)))); // nothing is left in it
    EXPECT_TRUE(get(keys::pack(inbox, PackNumber(1))));
}

TEST_F(Packs, LooseRowsArePackedAFewPacksAtATime)
{
    appendLoose(400);
    EXPECT_EQ(loose(), 400U);
    EXPECT_TRUE(draft().packRows(inbox, 3));
    commitAndLook();
    EXPECT_EQ(loose(), 16U);
    const auto highest = state->mailbox(inbox)->record.highestModSeq;
    EXPECT_FALSE(draft().packRows(inbox, 3));
    commitAndLook();
    EXPECT_EQ(loose(), 0U);
    EXPECT_EQ(state->mailbox(inbox)->record.highestModSeq, highest);
    EXPECT_FALSE(draft().packRows(inbox, 3));
    EXPECT_TRUE(draft().isEmpty());
}

TEST_F(Packs, AFewLooseRowsOfAPackAreLeft)
{
    appendLoose(7);
    EXPECT_FALSE(draft().packRows(inbox, 3));
    EXPECT_TRUE(draft().isEmpty());
    discard();
    appendLoose(1);
    EXPECT_FALSE(draft().packRows(inbox, 3));
    EXPECT_FALSE(draft().isEmpty());
    commitAndLook();
    EXPECT_EQ(loose(), 0U);
}

TEST_F(Packs, AMailboxThatIsNotOpenIsNotPacked)
{
    appendLoose(20);
    draft().setRows(inbox, nullptr);
    EXPECT_FALSE(draft().packRows(inbox, 3));
    EXPECT_FALSE(draft().packRows(MailboxId(99), 3));
    EXPECT_TRUE(draft().isEmpty());
}

TEST_F(Packs, WhatAFoldAddsToAMailboxThatItRemovesIsThereForTheSweep)
{
    const auto id = create("a");
    for (int i = 0; i < 20; ++i)
        append(id, "body");
    draft().nextModSeq();
    draft().removeMailbox(id);
    commit();
    EXPECT_TRUE(get(keys::pack(id, PackNumber(0))));
    EXPECT_EQ(count(keys::summaries(id)), 20U);
}

TEST_F(Packs, ACopyOfAPackedRowIsARowOfItsOwn)
{
    const auto to = create("a");
    for (int i = 0; i < 20; ++i)
        append(inbox, "body");
    commitAndLook();
    const Row row = *draft().row(inbox, Uid(3));
    const auto summary = get(keys::summary(inbox, Uid(3))).value();
    EXPECT_TRUE(draft().copy(to, row, state->mailbox(inbox)->record, summary));
    commitAndLook();
    EXPECT_EQ(state->mailbox(to)->rows->loose(), 1U);
}

/// The property: whatever was done, in any mixture of packs and loose rows, what is read from the
/// store is what is shown, and nothing else is stored.
TEST_F(Packs, AnyMixtureIsStoredAsItIsShown)
{
    std::mt19937 random(1);
    const auto below
        = [&random](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    const auto other = create("other");
    commit();
    const auto anyUid = [&](MailboxId id) {
        return Uid(1 + below(draft().state().mailbox(id)->record.uidNext.value));
    };
    const auto operation = [&](MailboxId id) {
        const std::uint32_t many = below(4) == 0 ? below(200) : below(4);
        const Uid from = anyUid(id);
        switch (below(6)) {
        case 0:
            for (std::uint32_t i = 0; i < many; ++i)
                append(id, "body");
            break;
        case 1:
            for (std::uint32_t i = 0; i < many / 2; ++i)
                draft().expunge(id, Uid(from.value + i * 2));
            break;
        case 2:
            draft().packRows(id, 1 + below(3));
            break;
        case 3:
            draft().addService(id, from, ServiceBit::PopFetched);
            break;
        default:
            for (std::uint32_t i = 0; i < many; ++i) {
                const FlagSet flags{static_cast<std::uint16_t>(below(16))};
                draft().setFlags(id, Uid(from.value + i), FlagMode::Replace, flags, 0);
            }
        }
    };
    for (int i = 0; i < 400 && !HasFailure(); ++i) {
        for (auto n = 1 + below(5); n > 0; --n) {
            operation(below(3) == 0 ? other : inbox);
            draft().nextModSeq();
        }
        if (below(20) == 0)
            discard();
        else
            commitAndLook();
        if (below(10) == 0) // another process
            state = loadState(engine, account, {inbox, other}).value();
    }
    EXPECT_GT(state->mailbox(inbox)->record.uidNext, Uid(1000));
    packAll(inbox);
}

} // namespace postamt::mail
