#include "mail/check.h"
#include "mail/keys.h"
#include "mail/loader.h"
#include "mail/pack.h"
#include "mail/test_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Check : public testing::Test {
protected:
    Check()
    {
        opened = mail.run(account->open(inbox)).value();
        mail.append(*account, "INBOX", "one", {FlagSet{1}, {"$Fwd"}});
        mail.append(*account, "INBOX", "same");
        mail.append(*account, "INBOX", "same", {FlagSet{8}, {}});
        mail.append(*account, "INBOX", "expunged");
        change([this](Draft& draft) { draft.expunge(inbox, Uid(4)); });
        change([](Draft& draft) { ASSERT_TRUE(draft.createMailbox("gone")); });
        gone = account->state()->mailbox("gone")->id;
        mail.append(*account, "gone", "in gone");
        mail.append(*account, "gone", "expunged in gone");
        change([this](Draft& draft) { draft.expunge(gone, Uid(2)); });
        change([this](Draft& draft) { ASSERT_TRUE(draft.removeMailbox(gone)); });
    }

    void change(const std::function<void(Draft&)>& edit)
    {
        auto plan = [&edit](Draft& draft) -> Result<> {
            edit(draft);
            return {};
        };
        ASSERT_TRUE(mail.change(*account, plan));
    }

    /// Writes to the store past the account.
    void damage(store::Batch batch)
    {
        batch.partition = account->id();
        batch.expected = mail.engine.version(account->id()).value();
        batch.next = batch.expected.next();
        auto done = [](Result<store::Committed> result) { ASSERT_TRUE(result); };
        mail.engine.commit(std::move(batch), done);
    }

    void put(std::string key, std::string value)
    {
        store::Batch batch;
        batch.puts.push_back({std::move(key), std::move(value)});
        damage(std::move(batch));
    }

    void remove(std::string key)
    {
        store::Batch batch;
        batch.removes.push_back(std::move(key));
        damage(std::move(batch));
    }

    std::string get(const std::string& key) { return mail.engine.get(account->id(), key)->value(); }

    void editMailbox(MailboxId id, const std::function<void(MailboxRecord&)>& edit)
    {
        auto record = decodeMailbox(get(keys::mailbox(id))).value();
        edit(record);
        put(keys::mailbox(id), encodeMailbox(record));
    }

    void editAccount(const std::function<void(AccountRecord&)>& edit)
    {
        auto record = decodeAccount(get(keys::account())).value();
        edit(record);
        put(keys::account(), encodeAccount(record));
    }

    void editRow(Uid uid, const std::function<void(Row&)>& edit)
    {
        auto row = decodeRow(uid, get(keys::row(inbox, uid))).value();
        edit(row);
        put(keys::row(inbox, uid), encodeRow(row));
    }

    std::vector<std::string> findings(bool hashes = false)
    {
        std::vector<std::string> out;
        const auto report = [&](const Finding& finding) { out.push_back(finding.text); };
        const auto checked = check(mail.engine, {hashes}, report);
        EXPECT_TRUE(checked);
        EXPECT_EQ(checked->findings, out.size());
        return out;
    }

    static store::BlobId blobOf(std::string_view bytes) { return store::blobIdOf(bytes); }

    TestMail mail;
    std::shared_ptr<Account> account = mail.account();
    MailboxId inbox = account->state()->mailbox("INBOX")->id;
    MailboxId gone;
    OpenMailboxRef opened;
};

} // namespace

TEST_F(Check, AStoreInOrderHasNoFindings)
{
    mail.account(AccountId(2));
    EXPECT_THAT(findings(true), IsEmpty());
    const auto checked = check(mail.engine, {}, [](const Finding&) { });
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->accounts, 2U);
    EXPECT_EQ(checked->mailboxes, 12U);
    EXPECT_EQ(checked->messages, 4U);
    EXPECT_EQ(checked->tombstones, 2U);
    EXPECT_EQ(checked->bodies, 5U);
    EXPECT_EQ(checked->findings, 0U);
}

TEST_F(Check, AnEmptyStoreHasNoFindings)
{
    store::MemoryEngine empty;
    const auto checked = check(empty, {true}, [](const Finding&) { FAIL(); });
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->accounts, 0U);
}

TEST_F(Check, AStoreThatCannotBeReadIsAnError)
{
    mail.engine.setReadFault(Error{Fault::Temporary, "the disk is gone", {}});
    const auto checked = check(mail.engine, {}, [](const Finding&) { FAIL(); });
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().fault, Fault::Temporary);
}

TEST_F(Check, TheRecordOfTheAccount)
{
    const auto record = get(keys::account());
    remove(keys::account());
    EXPECT_THAT(findings(), ElementsAre("the record of the account is missing"));
    put(keys::account(), record + "x");
    EXPECT_THAT(findings(), ElementsAre("the record of an account is damaged"));
}

TEST_F(Check, CountersOfTheAccount)
{
    editAccount([](AccountRecord& record) { record.bytes += 5; });
    EXPECT_THAT(
        findings(), ElementsAre("the account counts 3 messages, 16 bytes, but its mailboxes 3, 11")
    );
}

TEST_F(Check, NumbersTheAccountWouldGiveAgain)
{
    editAccount([this](AccountRecord& record) { record.nextMailbox = gone; });
    EXPECT_THAT(findings(), ElementsAre("removed 'gone' has number 7, which is still to be given"));
    editAccount([this](AccountRecord& record) {
        record.nextMailbox = gone.next();
        record.lastUidValidity.value -= 1;
    });
    EXPECT_THAT(
        findings(), ElementsAre("removed 'gone' has a UIDVALIDITY that is still to be given")
    );
}

TEST_F(Check, CountersOfAMailbox)
{
    editMailbox(inbox, [](MailboxRecord& record) { record.unseen = 1; });
    EXPECT_THAT(
        findings(),
        ElementsAre("'INBOX' counts 3 messages, 1 unseen, 1 deleted, 11 bytes, "
                    "but has 3 messages, 2 unseen, 1 deleted, 11 bytes")
    );
}

TEST_F(Check, TheNextUid)
{
    editMailbox(inbox, [](MailboxRecord& record) {
        record.uidNext = Uid(3);
        record.recentFrom = Uid(1);
    });
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "message 3 of 'INBOX' has a UID that is still to be given",
            "tombstone 4 of 'INBOX' has a UID that is still to be given"
        )
    );
}

TEST_F(Check, RecentBeyondTheNextUid)
{
    editMailbox(inbox, [](MailboxRecord& record) { record.recentFrom = Uid(6); });
    EXPECT_THAT(findings(), ElementsAre("'INBOX' has \\Recent from beyond its next UID"));
}

TEST_F(Check, WhoMayDoWhat)
{
    const AccountId guest(2);
    mail.account(guest);
    Acl acl;
    ASSERT_TRUE(acl.set({"two", guest, Right::Read, {}}));
    change([&](Draft& draft) { ASSERT_TRUE(draft.setAcl(inbox, acl)); });
    EXPECT_THAT(findings(), ElementsAre("account 2 does not know that it was given rights"));
    ASSERT_TRUE(mail.change(*mail.account(guest), [this](Draft& draft) -> Result<> {
        draft.addSharer(account->id());
        return {};
    }));
    EXPECT_THAT(findings(), IsEmpty());
    put(keys::acl(gone), encodeAcl(acl));
    EXPECT_THAT(findings(), ElementsAre("removed 'gone' still has an ACL"));
    put(keys::acl(gone), "x");
    EXPECT_THAT(findings(), ElementsAre(HasSubstr("the ACL of a mailbox is damaged")));
    remove(keys::acl(gone));
    put(keys::acl(MailboxId(77)), encodeAcl(acl));
    EXPECT_THAT(findings(), ElementsAre(HasSubstr("an ACL belongs to mailbox 77")));
    remove(keys::acl(MailboxId(77)));
    put(keys::sharer(account->id()), {});
    EXPECT_THAT(findings(), ElementsAre("the key of a sharer is damaged"));
}

TEST_F(Check, ModSeqs)
{
    const auto highest = account->state()->mailbox(inbox)->record.highestModSeq;
    editRow(Uid(2), [&](Row& row) { row.modSeq = highest.next(); });
    EXPECT_THAT(findings(), ElementsAre("message 2 of 'INBOX' has a modseq above the mailbox's"));
    editRow(Uid(2), [&](Row& row) { row.modSeq = highest; });
    editMailbox(inbox, [](MailboxRecord& record) { record.highestModSeq = ModSeq(1000); });
    EXPECT_THAT(findings(), ElementsAre("'INBOX' has a modseq above the account's"));
    editMailbox(inbox, [&](MailboxRecord& record) {
        record.highestModSeq = highest;
        record.sweptModSeq = highest.next();
    });
    EXPECT_THAT(findings(), ElementsAre("'INBOX' was swept beyond its modseq"));
}

TEST_F(Check, AKeywordWithoutAName)
{
    editRow(Uid(1), [](Row& row) { row.keywords |= 2; });
    EXPECT_THAT(findings(), ElementsAre("message 1 of 'INBOX' has a keyword that has no name"));
}

TEST_F(Check, RecordsThatDoNotDecode)
{
    put(keys::removedMailbox(MailboxId(6)), "x");
    EXPECT_THAT(findings(), ElementsAre("removed mailbox 6: the record of a mailbox is damaged"));
    remove(keys::removedMailbox(MailboxId(6)));
    put(keys::mailbox(MailboxId(6)) + "x", "");
    EXPECT_THAT(findings(), ElementsAre("the key of a mailbox is damaged"));
    remove(keys::mailbox(MailboxId(6)) + "x");
    put(keys::row(inbox, Uid(1)) + "x", "");
    EXPECT_THAT(findings(), ElementsAre("the key of a row is damaged"));
    remove(keys::row(inbox, Uid(1)) + "x");
    put(keys::summary(inbox, Uid(1)) + "x", "");
    EXPECT_THAT(findings(), ElementsAre("the key of a summary is damaged"));
    remove(keys::summary(inbox, Uid(1)) + "x");
    put(keys::tombstones(inbox) + "x", "");
    EXPECT_THAT(findings(), ElementsAre("the key of a tombstone is damaged"));
    remove(keys::tombstones(inbox) + "x");
    put(keys::allHolders() + "x", "");
    EXPECT_THAT(findings(), ElementsAre("the key of a blob's holder is damaged"));
    remove(keys::allHolders() + "x");
    put(keys::tombstone(inbox, ModSeq(2), Uid(9)), "x");
    EXPECT_THAT(findings(), ElementsAre("tombstone 9 of 'INBOX': the row of a message is damaged"));
}

TEST_F(Check, ARowThatDoesNotDecode)
{
    put(keys::row(inbox, Uid(9)), "x");
    EXPECT_THAT(findings(), ElementsAre("message 9 of 'INBOX': the row of a message is damaged"));
}

TEST_F(Check, APackThatDoesNotDecode)
{
    put(keys::pack(inbox, PackNumber(1)), "x");
    EXPECT_THAT(
        findings(), ElementsAre("messages from 129 on of 'INBOX': a pack of rows is damaged")
    );
}

TEST_F(Check, APackWithAMessageThatWasExpunged)
{
    const auto row = decodeRow(Uid(1), get(keys::row(inbox, Uid(1)))).value();
    store::Batch batch;
    batch.puts.push_back({keys::pack(inbox, PackNumber(0)), encodePack(PackNumber(0), {&row, 1})});
    batch.puts.push_back({keys::tombstone(inbox, row.modSeq, Uid(1)), encodeTombstone({row, 0})});
    batch.removes.push_back(keys::row(inbox, Uid(1)));
    damage(std::move(batch));
    EXPECT_THAT(
        findings(), ElementsAre("message 1 of 'INBOX' is there twice, or there and expunged")
    );
}

TEST_F(Check, ASummaryThatDoesNotDecode)
{
    const auto summary = get(keys::summary(inbox, Uid(1)));
    put(keys::summary(inbox, Uid(1)), summary.substr(0, store::BlobId::size));
    EXPECT_THAT(findings(), ElementsAre(HasSubstr("message 1 of 'INBOX': ")));
}

TEST_F(Check, ARowIsMissing)
{
    remove(keys::row(inbox, Uid(2)));
    EXPECT_THAT(
        findings(),
        ElementsAre(
            HasSubstr("'INBOX' counts 3 messages"),
            "there is a summary of message 2 of 'INBOX', which is not there"
        )
    );
}

TEST_F(Check, ARowOfNoMailbox)
{
    put(keys::row(MailboxId(99), Uid(1)), get(keys::row(inbox, Uid(1))));
    EXPECT_THAT(findings(), ElementsAre("message 1 belongs to mailbox 99, which is not there"));
}

TEST_F(Check, ATombstoneOfNoMailbox)
{
    const auto key = keys::tombstone(MailboxId(99), ModSeq(5), Uid(1));
    put(key, encodeTombstone({Row(), 0}));
    EXPECT_THAT(findings(), ElementsAre("tombstone 1 belongs to mailbox 99, which is not there"));
}

TEST_F(Check, ATombstoneOfAMessageThatIsThere)
{
    const auto row = decodeRow(Uid(1), get(keys::row(inbox, Uid(1)))).value();
    put(keys::tombstone(inbox, row.modSeq, Uid(1)), encodeTombstone({row, 0}));
    EXPECT_THAT(
        findings(), ElementsAre("message 1 of 'INBOX' is there twice, or there and expunged")
    );
}

TEST_F(Check, ATombstoneOfAModSeqBeforeItsMessage)
{
    const auto row = decodeRow(Uid(3), get(keys::row(inbox, Uid(3)))).value();
    store::Batch batch;
    batch.puts.push_back(
        {keys::tombstone(inbox, ModSeq(row.modSeq.value - 1), Uid(3)), encodeTombstone({row, 0})}
    );
    damage(std::move(batch));
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "tombstone 3 of 'INBOX' has a modseq that cannot be",
            "message 3 of 'INBOX' is there twice, or there and expunged"
        )
    );
}

TEST_F(Check, ASummaryIsMissing)
{
    for (const Uid uid : {Uid(2), Uid(3)}) { // in the midst and at the end of those of one body
        const auto summary = get(keys::summary(inbox, uid));
        remove(keys::summary(inbox, uid));
        const auto name = "message " + std::to_string(uid.value) + " of 'INBOX'";
        EXPECT_THAT(
            findings(),
            ElementsAre(
                name + " has no summary",
                "there is a holder key of " + name + ", which does not hold that body"
            )
        );
        put(keys::summary(inbox, uid), summary);
    }
}

TEST_F(Check, TheLastSummaryIsMissing)
{
    const auto last = keys::summary(gone, Uid(2));
    remove(last);
    remove(keys::holder(blobOf("expunged in gone"), gone, Uid(2)));
    store::Batch batch;
    batch.unlinked.push_back(blobOf("expunged in gone"));
    damage(std::move(batch));
    EXPECT_THAT(findings(), ElementsAre("message 2 of removed 'gone' has no summary"));
}

TEST_F(Check, ASizeThatIsNotTheSummarys)
{
    editRow(Uid(1), [](Row& row) { row.size = 4; });
    editMailbox(inbox, [](MailboxRecord& record) { record.bytes += 1; });
    editAccount([](AccountRecord& record) { record.bytes += 1; });
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "message 1 of 'INBOX' has 4 octets, but 3 in its summary",
            "message 1 of 'INBOX' has 4 octets, but its body 3"
        )
    );
}

TEST_F(Check, HolderKeys)
{
    const auto key = keys::holder(blobOf("same"), inbox, Uid(3));
    remove(key);
    EXPECT_THAT(findings(), ElementsAre("message 3 of 'INBOX' has no holder key"));
    put(key, {});
    put(keys::holder(blobOf("same"), inbox, Uid(1)), {});
    EXPECT_THAT(
        findings(),
        ElementsAre("there is a holder key of message 1 of 'INBOX', which does not hold that body")
    );
}

TEST_F(Check, Links)
{
    store::Batch batch;
    batch.unlinked.push_back(blobOf("same"));
    damage(batch);
    EXPECT_THAT(findings(), ElementsAre("the body of message 2 of 'INBOX' is not linked"));
    batch.unlinked.clear();
    batch.linked.push_back(blobOf("same"));
    batch.linked.push_back(blobOf("more"));
    batch.bodies.push_back(store::makeBody("more"));
    damage(batch);
    EXPECT_THAT(
        findings(),
        ElementsAre("body " + blobOf("more").hex() + " is linked, but no message holds it")
    );
}

TEST_F(Check, ABodyIsMissing)
{
    mail.engine.damageBlob(blobOf("same"), std::nullopt);
    EXPECT_THAT(findings(true), ElementsAre("the body of message 2 of 'INBOX' is missing"));
}

TEST_F(Check, ABodyIsCutOff)
{
    mail.engine.damageBlob(blobOf("same"), "sam");
    EXPECT_THAT(findings(), ElementsAre("message 2 of 'INBOX' has 4 octets, but its body 3"));
}

TEST_F(Check, ABodyIsDamaged)
{
    mail.engine.damageBlob(blobOf("same"), "sane");
    EXPECT_THAT(findings(false), IsEmpty());
    EXPECT_THAT(findings(true), ElementsAre("body " + blobOf("same").hex() + " is damaged"));
}

TEST_F(Check, ALargeBodyIsHashedInPieces)
{
    for (const std::size_t size : {store::blobPiece - 1, store::blobPiece, store::blobPiece + 1})
        mail.append(*account, "INBOX", std::string(size, 'x'));
    EXPECT_THAT(findings(true), IsEmpty());
}

TEST_F(Check, NamesOfMailboxes)
{
    const auto sent = account->state()->mailbox("Sent")->id;
    editMailbox(sent, [](MailboxRecord& record) { record.name = "Trash"; });
    EXPECT_THAT(findings(), ElementsAre("there are two mailboxes with the name 'Trash'"));
    editMailbox(sent, [](MailboxRecord& record) { record.name = "a//b"; });
    EXPECT_THAT(findings(), ElementsAre("'a//b' has a name that is not allowed"));
    editMailbox(sent, [](MailboxRecord& record) {
        record.name = "Sent";
        record.use = SpecialUse::Trash;
    });
    EXPECT_THAT(findings(), ElementsAre("'Trash' has the special use of another mailbox"));
    editMailbox(sent, [](MailboxRecord& record) { record.use = SpecialUse::Sent; });
    editMailbox(inbox, [](MailboxRecord& record) { record.name = "in"; });
    EXPECT_THAT(findings(), ElementsAre("there is no INBOX"));
}

TEST_F(Check, Metadata)
{
    put(keys::metadata(inbox, "/shared/comment"), encodeMetadata({"x", ModSeq(1)}));
    put(keys::metadata(accountItself, "/private/comment"), encodeMetadata({"x", ModSeq(1)}));
    EXPECT_THAT(findings(), ElementsAre());
    put(keys::metadata(inbox, "/shared/Comment"), encodeMetadata({"x", ModSeq(1)}));
    EXPECT_THAT(findings(), ElementsAre("metadata of 'INBOX' has a name that is not allowed"));
    put(keys::metadata(inbox, "/shared/Comment"), "");
    EXPECT_THAT(findings(), ElementsAre("the record of a metadata entry is damaged"));
}

TEST_F(Check, MetadataOfNoMailbox)
{
    put(keys::metadata(MailboxId(99), "/shared/x"), encodeMetadata({"x", ModSeq(1)}));
    put(keys::metadata(gone, "/shared/x"), encodeMetadata({"x", ModSeq(1)}));
    const auto text = "removed '" + decodeRemovedMailbox(get(keys::removedMailbox(gone)))->record.name
        + "' has metadata, but is not there";
    EXPECT_THAT(
        findings(),
        testing::UnorderedElementsAre(text, "mailbox 99 has metadata, but is not there")
    );
    const auto again = loadState(mail.engine, account->id());
    ASSERT_TRUE(again);
    EXPECT_EQ((*again)->metadata->bytes(), 0U);
}

TEST_F(Check, MetadataOfAModSeqToCome)
{
    put(keys::metadata(inbox, "/shared/x"), encodeMetadata({"x", ModSeq(1'000'000)}));
    EXPECT_THAT(findings(), ElementsAre("metadata of 'INBOX' has a modseq above the account's"));
}

TEST_F(Check, UidValidities)
{
    const auto validity = account->state()->mailbox("Trash")->record.uidValidity;
    editMailbox(account->state()->mailbox("Sent")->id, [&](MailboxRecord& record) {
        record.uidValidity = validity;
    });
    EXPECT_THAT(findings(), ElementsAre("'Trash' has the UIDVALIDITY of another mailbox"));
}

TEST_F(Check, AMailboxThatIsThereAndRemoved)
{
    auto record = decodeRemovedMailbox(get(keys::removedMailbox(gone))).value();
    record.record.uidValidity.value = 1;
    put(keys::removedMailbox(inbox), encodeRemovedMailbox(record));
    EXPECT_THAT(findings(), ElementsAre("'INBOX' is there and removed at once"));
}

} // namespace postamt::mail
