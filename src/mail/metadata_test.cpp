#include "mail/test_draft.h"

namespace postamt::mail {

namespace {

/// "VALUE@MODSEQ", or "none".
std::string entryOf(const AccountState& state, MailboxId id, std::string_view name)
{
    const auto& entries = state.metadata->of(id);
    const auto found = entries.find(name);
    if (found == entries.end())
        return "none";
    return found->second->value + '@' + std::to_string(found->second->modSeq.value);
}

} // namespace

TEST(Metadata, OfAnotherPictureAreAddedToAMailboxThatHasNone)
{
    Metadata own;
    own.set(MailboxId(1), "/private/a", {"1", ModSeq(1)});
    Metadata other;
    other.set(MailboxId(1), "/shared/b", {"22", ModSeq(2)});
    own.add(MailboxId(9), other.of(MailboxId(1)));
    own.add(MailboxId(10), {});
    EXPECT_EQ(own.of(MailboxId(9)).at("/shared/b")->value, "22");
    EXPECT_EQ(own.owners().size(), 2U);
    EXPECT_EQ(own.bytes(), 11U + 11U);
}

class MetadataDrafts : public Drafts {
protected:
    std::string set(MailboxId id, std::string_view name, std::optional<std::string> value)
    {
        return codeOf(draft().setMetadata(id, name, std::move(value), most));
    }

    std::string entry(MailboxId id, std::string_view name)
    {
        return entryOf(draft().state(), id, name);
    }

    MetadataLimits most;
};

TEST_F(MetadataDrafts, AreKeptWithTheModSeqOfTheChange)
{
    EXPECT_EQ(set(inbox, "/shared/comment", "one"), "done");
    EXPECT_EQ(set(accountItself, "/private/comment", ""), "done");
    const auto first = std::to_string(draft().modSeq().value);
    EXPECT_EQ(entry(inbox, "/shared/comment"), "one@" + first);
    commit();
    EXPECT_EQ(set(inbox, "/shared/comment", "other"), "done");
    const auto second = std::to_string(draft().modSeq().value);
    commit();
    EXPECT_EQ(entry(inbox, "/shared/comment"), "other@" + second);
    EXPECT_EQ(entry(accountItself, "/private/comment"), "@" + first);
    EXPECT_EQ(draft().state().metadata->bytes(), 15U + 5U + 16U);
    EXPECT_EQ(set(inbox, "/shared/comment", {}), "done");
    EXPECT_EQ(set(inbox, "/shared/comment", {}), "done");
    EXPECT_EQ(set(inbox, "/shared/none", {}), "done");
    commit();
    EXPECT_EQ(entry(inbox, "/shared/comment"), "none");
    EXPECT_EQ(count(keys::metadata()), 1U);
    EXPECT_EQ(set(MailboxId(99), "/shared/x", "x"), "NONEXISTENT");
}

TEST_F(MetadataDrafts, WhoHasTheStateBeforeDoesNotSeeThem)
{
    EXPECT_EQ(set(inbox, "/shared/x", "1"), "done");
    commit();
    const auto before = state;
    EXPECT_EQ(set(inbox, "/shared/x", "2"), "done");
    EXPECT_EQ(set(inbox, "/shared/y", "3"), "done");
    commit();
    EXPECT_TRUE(entryOf(*before, inbox, "/shared/x").starts_with("1@"));
    EXPECT_EQ(entryOf(*before, inbox, "/shared/y"), "none");
}

TEST_F(MetadataDrafts, StayWithTheMailboxAndGoWithIt)
{
    const auto box = create("a");
    EXPECT_EQ(set(box, "/private/x", "1"), "done");
    EXPECT_EQ(set(inbox, "/private/x", "2"), "done");
    commit();
    EXPECT_TRUE(draft().renameMailbox("a", "b"));
    EXPECT_TRUE(entry(box, "/private/x").starts_with("1@"));
    commit();
    // What is noted of INBOX is noted of both then (RFC 5464 section 4.1).
    EXPECT_TRUE(draft().renameMailbox("INBOX", "old"));
    EXPECT_TRUE(entry(inbox, "/private/x").starts_with("2@"));
    const auto fresh = draft().state().mailbox("INBOX")->id;
    EXPECT_TRUE(entry(fresh, "/private/x").starts_with("2@"));
    commit();
    EXPECT_TRUE(draft().removeMailbox(box));
    commit();
    EXPECT_EQ(count(keys::metadata()), 2U);
    EXPECT_EQ(draft().state().metadata->bytes(), 2U * (10U + 1U));
}

TEST_F(MetadataDrafts, OfInboxAreNotCopiedBeyondTheLimit)
{
    most.bytes = 30;
    EXPECT_EQ(set(inbox, "/shared/1", "123456"), "done"); // 15 octets
    commit();
    EXPECT_TRUE(draft().renameMailbox("INBOX", "old", most)); // 30
    commit();
    EXPECT_EQ(codeOf(draft().renameMailbox("INBOX", "older", most)), "OVERQUOTA");
    most.bytes = 44;
    EXPECT_EQ(codeOf(draft().renameMailbox("INBOX", "older", most)), "OVERQUOTA");
    most.bytes = 45;
    EXPECT_EQ(codeOf(draft().renameMailbox("INBOX", "older", most)), "done");
    commit();
    EXPECT_EQ(draft().state().metadata->bytes(), 45U);
}

TEST_F(MetadataDrafts, HaveLimits)
{
    most = {.valueBytes = 10, .entries = 2, .bytes = 60};
    const auto box = create("a");
    EXPECT_EQ(set(inbox, "/shared/1", std::string(11, 'x')), "METADATA MAXSIZE 10");
    EXPECT_EQ(set(inbox, "/shared/1", std::string(10, 'x')), "done"); // 19 octets
    EXPECT_EQ(set(inbox, "/shared/2", std::string(9, 'x')), "done"); // 37
    EXPECT_EQ(set(inbox, "/shared/3", ""), "METADATA TOOMANY");
    EXPECT_EQ(set(inbox, "/shared/2", std::string(10, 'y')), "done"); // 38
    EXPECT_EQ(set(box, "/shared/1", std::string(4, 'x')), "done"); // 51
    EXPECT_EQ(set(box, "/shared/2", "x"), "OVERQUOTA"); // 61
    EXPECT_EQ(set(box, "/shared/2", ""), "done"); // 60
    EXPECT_EQ(set(box, "/shared/2", "x"), "OVERQUOTA");
    EXPECT_EQ(set(box, "/shared/2", {}), "done");
    commit();
}

TEST_F(MetadataDrafts, CountAgainstTheQuota)
{
    limits.bytes = 100;
    EXPECT_EQ(set(inbox, "/shared/1", std::string(11, 'x')), "done"); // 20
    append(inbox, std::string(50, 'm'));
    EXPECT_EQ(draft().state().storage(), 70U);
    EXPECT_EQ(set(inbox, "/shared/2", std::string(22, 'x')), "OVERQUOTA");
    EXPECT_EQ(codeOf(draft().append(inbox, message(std::string(31, 'm')))), "OVERQUOTA");
    EXPECT_EQ(set(inbox, "/shared/2", std::string(21, 'x')), "done");
    EXPECT_EQ(set(inbox, "/shared/2", std::string(20, 'x')), "done");
    EXPECT_EQ(codeOf(draft().append(inbox, message("m"))), "done");
    EXPECT_EQ(draft().state().record.bytes, 51U);
    commit();
}

TEST_F(MetadataDrafts, ASpecialUseMovesOnlyWhenItIsFree)
{
    const auto sent = draft().createMailbox("Sent", SpecialUse::Sent).value();
    const auto box = create("a");
    EXPECT_EQ(codeOf(draft().setSpecialUse(box, SpecialUse::Sent)), "USEATTR");
    EXPECT_EQ(codeOf(draft().setSpecialUse(sent, SpecialUse::Sent)), "done");
    EXPECT_EQ(codeOf(draft().setSpecialUse(sent, SpecialUse::None)), "done");
    EXPECT_EQ(codeOf(draft().setSpecialUse(box, SpecialUse::Sent)), "done");
    EXPECT_EQ(codeOf(draft().setSpecialUse(inbox, SpecialUse::Junk)), "CANNOT");
    EXPECT_EQ(codeOf(draft().setSpecialUse(MailboxId(99), SpecialUse::Junk)), "NONEXISTENT");
    EXPECT_EQ(draft().state().mailbox(SpecialUse::Sent)->id, box);
    commit();
}

} // namespace postamt::mail
