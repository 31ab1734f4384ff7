// The records of the store, and what becomes of damaged ones (docs/storage.md).

#include "mail/account_state.h"
#include "mail/keys.h"
#include "mail/message.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <random>

namespace postamt::mail {

namespace {

Row fullRow()
{
    Row row;
    row.uid = Uid(77);
    row.modSeq = ModSeq(std::numeric_limits<std::uint64_t>::max());
    row.keywords = std::numeric_limits<std::uint64_t>::max();
    row.internalDate = -1;
    row.size = std::numeric_limits<std::uint32_t>::max();
    row.saveDate = 1'700'000'000;
    row.flags.bits = 31;
    row.service = 3;
    return row;
}

MailboxRecord fullMailbox()
{
    MailboxRecord record;
    record.name = "Entw\xc3\xbcrfe/2024";
    record.use = SpecialUse::Trash;
    record.uidValidity = UidValidity(5);
    record.uidNext = Uid(std::numeric_limits<std::uint32_t>::max());
    record.recentFrom = Uid(3);
    record.highestModSeq = ModSeq(9);
    record.sweptModSeq = ModSeq(4);
    record.messages = 10;
    record.unseen = 5;
    record.deleted = 2;
    record.bytes = 1ULL << 40;
    record.keywords = {"$Junk", "NonJunk"};
    return record;
}

/// No beginning of the record, nor the record and a byte more, may pass for a record.
void expectStrict(const std::string& record, const std::function<bool(std::string_view)>& decodes)
{
    EXPECT_TRUE(decodes(record));
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(decodes(std::string_view(record).substr(0, size))) << size;
    EXPECT_FALSE(decodes(record + '\0'));
}

/// Whatever the bytes, decoding ends and reads no further (sanitizers watch).
void expectSafe(const std::string& record, const std::function<bool(std::string_view)>& decodes)
{
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        std::string damaged = record;
        for (int n = 0; n < 3; ++n)
            damaged[random() % damaged.size()] = static_cast<char>(random());
        decodes(damaged);
    }
}

} // namespace

TEST(Record, ARowComesBackAndDamageIsFound)
{
    const std::string record = encodeRow(fullRow());
    const auto decoded = decodeRow(Uid(77), record);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(*decoded, fullRow());
    const auto decodes
        = [](std::string_view bytes) { return decodeRow(Uid(1), bytes).has_value(); };
    expectStrict(record, decodes);
    expectSafe(record, decodes);
}

TEST(Record, ANumberTooLargeForItsFieldIsDamage)
{
    // modseq 1, then flags 0x10000
    EXPECT_FALSE(decodeRow(Uid(1), std::string("\x01\x80\x80\x04\x00\x00\x00\x00\x00", 9)));
    EXPECT_TRUE(decodeRow(Uid(1), std::string("\x01\xff\xff\x03\x00\x00\x00\x00\x00", 9)));
}

TEST(Record, TheBytesAreThoseOfTheManual)
{
    using namespace std::string_literals;
    Row row;
    row.modSeq = ModSeq(300);
    row.flags.bits = 9;
    row.service = 1;
    row.keywords = 6;
    row.size = 128;
    row.internalDate = -2;
    row.saveDate = 5;
    const std::string rowBytes = "\xac\x02\x09\x01\x06\x80\x01\x03\x05";
    EXPECT_EQ(encodeRow(row), rowBytes);
    EXPECT_EQ(encodeTombstone({row, 1}), "\x02" + rowBytes);
    const std::string mailboxBytes = "\x02in\x06\x05\x07\x03\x09\x04\x0a\x06\x02\x80\x01\x01\x01k"s;
    MailboxRecord mailbox;
    mailbox.name = "in";
    mailbox.use = SpecialUse::Sent;
    mailbox.uidValidity = UidValidity(5);
    mailbox.uidNext = Uid(7);
    mailbox.recentFrom = Uid(3);
    mailbox.highestModSeq = ModSeq(9);
    mailbox.sweptModSeq = ModSeq(4);
    mailbox.messages = 10;
    mailbox.unseen = 6;
    mailbox.deleted = 2;
    mailbox.bytes = 128;
    mailbox.keywords = {"k"};
    EXPECT_EQ(encodeMailbox(mailbox), mailboxBytes);
    EXPECT_EQ(encodeRemovedMailbox({mailbox, 1}), "\x02" + mailboxBytes);
    EXPECT_EQ(encodeAccount({MailboxId(7), UidValidity(5), 128, 3}), "\x07\x05\x80\x01\x03");
    const auto blob = store::BlobId::fromBytes(std::string(32, 'B'));
    EXPECT_EQ(encodeStoredSummary(blob, "mime"), std::string(32, 'B') + "mime");
}

TEST(Keys, TheBytesAreThoseOfTheManual)
{
    using namespace std::string_literals;
    const MailboxId id(0x01020304);
    const Uid uid(5);
    const std::string place = "\x01\x02\x03\x04\0\0\0\x05"s;
    EXPECT_EQ(keys::account(), "a");
    EXPECT_EQ(keys::mailbox(id), "m\x01\x02\x03\x04");
    EXPECT_EQ(keys::subscription("a/b"), "sa/b");
    EXPECT_EQ(keys::metadata(id, "/shared/x"), "e\x01\x02\x03\x04/shared/x");
    EXPECT_EQ(keys::metadata(accountItself, "/private/x"), "e\0\0\0\0/private/x"s);
    EXPECT_EQ(keys::row(id, uid), "r" + place);
    EXPECT_EQ(keys::pack(id, PackNumber(2)), "r\x01\x02\x03\x04\0\0\x01\0p"s);
    EXPECT_EQ(keys::summary(id, uid), "y" + place);
    EXPECT_EQ(
        keys::tombstone(id, ModSeq(258), uid), "t\x01\x02\x03\x04\0\0\0\0\0\0\x01\x02\0\0\0\x05"s
    );
    EXPECT_EQ(keys::removedMailbox(id), "d\x01\x02\x03\x04");
    EXPECT_EQ(keys::acl(id), "l\x01\x02\x03\x04");
    EXPECT_EQ(keys::sharer(AccountId(258)), "g\0\0\0\0\0\0\x01\x02"s);
    const auto blob = store::BlobId::fromBytes(std::string(32, 'B'));
    EXPECT_EQ(keys::holder(blob, id, uid), "h" + std::string(32, 'B') + place);
}

TEST(Record, ARowIsSmall)
{
    Row row = fullRow();
    row.modSeq = ModSeq(1'000'000);
    row.keywords = 3;
    row.internalDate = 1'700'000'000;
    row.size = 20'000;
    EXPECT_LE(encodeRow(row).size(), 20U);
}

TEST(Record, AMailboxComesBackAndDamageIsFound)
{
    const auto full = fullMailbox();
    const std::string record = encodeMailbox(full);
    const auto decoded = decodeMailbox(record);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(encodeMailbox(*decoded), record);
    EXPECT_EQ(decoded->name, full.name);
    EXPECT_EQ(decoded->use, full.use);
    EXPECT_EQ(decoded->keywords, full.keywords);
    EXPECT_EQ(decoded->bytes, full.bytes);
    EXPECT_EQ(decoded->sweptModSeq, full.sweptModSeq);
    const auto decodes = [](std::string_view bytes) { return decodeMailbox(bytes).has_value(); };
    expectStrict(record, decodes);
    expectSafe(record, decodes);
}

TEST(Record, AMailboxHasAtMost64Keywords)
{
    MailboxRecord record;
    for (int i = 0; i < 64; ++i)
        record.keywords.push_back("k" + std::to_string(i));
    EXPECT_TRUE(decodeMailbox(encodeMailbox(record)));
    record.keywords.emplace_back("k64");
    EXPECT_FALSE(decodeMailbox(encodeMailbox(record)));
    record.keywords.clear();
    record.use = static_cast<SpecialUse>(12);
    EXPECT_FALSE(decodeMailbox(encodeMailbox(record)));
}

TEST(Record, ARemovedMailboxComesBackAndDamageIsFound)
{
    const std::string record = encodeRemovedMailbox({fullMailbox(), -5});
    const auto decoded = decodeRemovedMailbox(record);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->removed, -5);
    EXPECT_EQ(decoded->record.name, fullMailbox().name);
    expectStrict(record, [](std::string_view b) { return decodeRemovedMailbox(b).has_value(); });
}

TEST(Record, ATombstoneComesBackAndDamageIsFound)
{
    const std::string record = encodeTombstone({fullRow(), 1'700'000'000});
    const auto decoded = decodeTombstone(Uid(77), record);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->row, fullRow());
    EXPECT_EQ(decoded->expunged, 1'700'000'000);
    expectStrict(record, [](std::string_view b) { return decodeTombstone(Uid(1), b).has_value(); });
}

TEST(Record, AnAccountComesBackAndDamageIsFound)
{
    const AccountRecord full{MailboxId(7), UidValidity(8), 1ULL << 50, 1ULL << 33};
    const std::string record = encodeAccount(full);
    const auto decoded = decodeAccount(record);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->nextMailbox, full.nextMailbox);
    EXPECT_EQ(decoded->lastUidValidity, full.lastUidValidity);
    EXPECT_EQ(decoded->bytes, full.bytes);
    EXPECT_EQ(decoded->messages, full.messages);
    expectStrict(record, [](std::string_view b) { return decodeAccount(b).has_value(); });
}

TEST(Record, AMetadataEntryComesBackAndDamageIsFound)
{
    using namespace std::literals;
    EXPECT_EQ(encodeMetadata({"a\0b"s, ModSeq(300)}), "\xac\x02"s + "a\0b"s);
    const auto entry = decodeMetadata("\xac\x02"s + "a\0b"s);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->value, "a\0b"s);
    EXPECT_EQ(entry->modSeq, ModSeq(300));
    EXPECT_EQ(decodeMetadata("\x01")->value, "");
    EXPECT_FALSE(decodeMetadata(""));
    EXPECT_FALSE(decodeMetadata("\xff"));
}

TEST(Record, ASummaryNeedsItsBlob)
{
    const auto blob = store::blobIdOf("body");
    const std::string record = encodeStoredSummary(blob, "summary");
    const auto decoded = decodeStoredSummary(record);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->blob, blob);
    EXPECT_EQ(decoded->mime, "summary");
    EXPECT_TRUE(decodeStoredSummary(record.substr(0, 32)));
    EXPECT_FALSE(decodeStoredSummary(record.substr(0, 31)));
}

TEST(Keys, ComeBack)
{
    EXPECT_EQ(keys::parseMailbox(keys::mailbox(MailboxId(258))), MailboxId(258));
    EXPECT_EQ(keys::parseAcl(keys::acl(MailboxId(258))), MailboxId(258));
    EXPECT_EQ(keys::parseSharer(keys::sharer(AccountId(1ULL << 40))), AccountId(1ULL << 40));
    EXPECT_EQ(keys::parseSubscription(keys::subscription("a/b")), "a/b");
    EXPECT_EQ(keys::parseUid(keys::row(MailboxId(1), Uid(70000))), Uid(70000));
    EXPECT_EQ(keys::parseUid(keys::summary(MailboxId(1), Uid(70000))), Uid(70000));
    const auto noted = keys::metadata(MailboxId(9), "/shared/comment");
    EXPECT_EQ(keys::parseMetadata(noted)->mailbox, MailboxId(9));
    EXPECT_EQ(keys::parseMetadata(noted)->name, "/shared/comment");
    EXPECT_FALSE(keys::parseMetadata(keys::metadata(MailboxId(9), "")));
    const auto stone = keys::parseTombstone(keys::tombstone(MailboxId(3), ModSeq(4), Uid(5)));
    ASSERT_TRUE(stone);
    EXPECT_EQ(stone->mailbox, MailboxId(3));
    EXPECT_EQ(stone->modSeq, ModSeq(4));
    EXPECT_EQ(stone->uid, Uid(5));
    const auto blob = store::blobIdOf("x");
    const auto holder = keys::parseHolder(keys::holder(blob, MailboxId(6), Uid(7)));
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->blob, blob);
    EXPECT_EQ(holder->mailbox, MailboxId(6));
    EXPECT_EQ(holder->uid, Uid(7));
}

TEST(Keys, SortByNumber)
{
    EXPECT_LT(keys::row(MailboxId(1), Uid(255)), keys::row(MailboxId(1), Uid(256)));
    EXPECT_LT(keys::row(MailboxId(1), Uid(256)), keys::pack(MailboxId(1), PackNumber(2)));
    EXPECT_LT(keys::pack(MailboxId(1), PackNumber(2)), keys::row(MailboxId(1), Uid(257)));
    EXPECT_LT(keys::row(MailboxId(1), Uid(0xffffffff)), keys::row(MailboxId(2), Uid(1)));
    EXPECT_LT(
        keys::tombstone(MailboxId(1), ModSeq(255), Uid(9)),
        keys::tombstone(MailboxId(1), ModSeq(256), Uid(1))
    );
}

TEST(Keys, OfAWrongLengthAreDamage)
{
    for (const auto& key : {keys::mailbox(MailboxId(1)) + "x", keys::mailboxes()})
        EXPECT_FALSE(keys::parseMailbox(key));
    for (const auto& key : {keys::acl(MailboxId(1)) + "x", keys::acls()})
        EXPECT_FALSE(keys::parseAcl(key));
    for (const auto& key : {keys::sharer(AccountId(1)) + "x", keys::sharers()})
        EXPECT_FALSE(keys::parseSharer(key));
    const auto stone = keys::tombstone(MailboxId(3), ModSeq(4), Uid(5));
    for (const auto& key : {stone + "x", stone.substr(1)})
        EXPECT_FALSE(keys::parseTombstone(key));
    const auto holder = keys::holder({}, MailboxId(3), Uid(5));
    for (const auto& key : {holder + "x", holder.substr(1)})
        EXPECT_FALSE(keys::parseHolder(key));
    EXPECT_EQ(keys::parseUid("r"), Uid(0));
}

TEST(MailboxName, IsNormalised)
{
    EXPECT_EQ(normalizeMailboxName("inBox"), "INBOX");
    EXPECT_EQ(normalizeMailboxName("inbox/Sub"), "INBOX/Sub");
    EXPECT_EQ(normalizeMailboxName("Inboxes"), "Inboxes");
    EXPECT_EQ(normalizeMailboxName("a/inbox"), "a/inbox");
    EXPECT_EQ(normalizeMailboxName("Entw\xc3\xbcrfe & mehr"), "Entw\xc3\xbcrfe & mehr");
}

TEST(MailboxName, IsRefusedWhereItWouldMislead)
{
    using namespace std::string_view_literals;
    for (const auto name :
         {""sv,
          "/a"sv,
          "a/"sv,
          "a//b"sv,
          "a*"sv,
          "%a"sv,
          "a\0b"sv,
          "a\rb"sv,
          "a\x7f"sv,
          "\xff"sv,
          "\xc3"sv}) {
        const auto result = normalizeMailboxName(name);
        ASSERT_FALSE(result) << name;
        EXPECT_EQ(result.error().fault, Fault::No);
        EXPECT_EQ(result.error().code, "CANNOT");
    }
}

TEST(MailboxName, HasLimits)
{
    EXPECT_TRUE(normalizeMailboxName(std::string(1000, 'x')));
    EXPECT_FALSE(normalizeMailboxName(std::string(1001, 'x')));
    std::string deep = "a";
    for (int i = 1; i < 50; ++i)
        deep += "/a";
    EXPECT_TRUE(normalizeMailboxName(deep));
    EXPECT_FALSE(normalizeMailboxName(deep + "/a"));
}

} // namespace postamt::mail
