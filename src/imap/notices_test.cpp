#include "imap/notices.h"
#include "imap/proto/parsed.h"

#include <gtest/gtest.h>

#include <functional>

namespace postamt::imap {
namespace {

using Kind = Notice::Kind;

/// An account that is made by hand.
class Made {
public:
    Made&
    add(std::uint32_t id, std::string name, std::uint32_t messages = 0, std::uint64_t modSeq = 1)
    {
        auto mailbox = std::make_shared<mail::MailboxState>();
        mailbox->id = mail::MailboxId(id);
        mailbox->record.name = name;
        mailbox->record.messages = messages;
        mailbox->record.uidNext = mail::Uid(messages + 1);
        mailbox->record.highestModSeq = mail::ModSeq(modSeq);
        if (name == "Junk")
            mailbox->record.use = mail::SpecialUse::Junk;
        state_.mailboxes.push_back(mailbox);
        names_[name] = mailbox->id;
        state_.names = std::make_shared<mail::AccountState::Names>(names_);
        return *this;
    }

    Made& subscribe(std::string name)
    {
        subscriptions_.insert(std::move(name));
        state_.subscriptions = std::make_shared<mail::AccountState::Subscriptions>(subscriptions_);
        return *this;
    }

    /// An entry of a mailbox, or with 0 of the server.
    Made& note(std::uint32_t id, std::string_view name, std::uint64_t modSeq)
    {
        metadata_.set(mail::MailboxId(id), name, {"x", mail::ModSeq(modSeq)});
        state_.metadata = std::make_shared<mail::Metadata>(metadata_);
        return *this;
    }

    operator const mail::AccountState&() const { return state_; }

private:
    mail::AccountState state_;
    mail::AccountState::Names names_;
    mail::AccountState::Subscriptions subscriptions_;
    mail::Metadata metadata_;
};

proto::NotifyRequest request(std::string_view text)
{
    auto parsed = proto::parsed(proto::parseNotify, "a NOTIFY SET " + std::string(text));
    EXPECT_TRUE(parsed) << text;
    normalizeNames(*parsed);
    return *parsed;
}

/// The names of what is told, by the letter of its kind: "N" name, "R" renamed, "G" gone, "S", "M" metadata.
std::string told(
    std::string_view text,
    const mail::AccountState& before,
    const mail::AccountState& now,
    std::uint32_t selected = 0
)
{
    std::string out;
    for (const auto& notice :
         noticesBetween(request(text), before, now, mail::MailboxId(selected))) {
        out += out.empty() ? "" : " ";
        out += "NRGSM"[static_cast<std::size_t>(notice.kind)];
        out += ':' + (notice.oldName.empty() ? "" : notice.oldName + '>') + notice.mailbox;
        for (const auto& entry : notice.entries)
            out += entry;
    }
    return out;
}

constexpr const char* allNames = "(personal (MailboxName))";
constexpr const char* allMessages = "(personal (MessageNew MessageExpunge))";
constexpr const char* allFlags = "(personal (MessageNew MessageExpunge FlagChange))";

TEST(Notices, TellOfNames)
{
    const auto before = Made().add(1, "INBOX").add(2, "a").add(3, "b");
    const auto now = Made().add(1, "INBOX").add(3, "c").add(4, "a");
    EXPECT_EQ(told(allNames, before, now), "G:a R:b>c N:a");
    EXPECT_EQ(told(allNames, before, before), "");
    EXPECT_EQ(told("(mailboxes b (MailboxName))", before, now), "R:b>c");
    EXPECT_EQ(told("(mailboxes c (MailboxName))", before, now), "R:b>c");
    EXPECT_EQ(told(allMessages, before, now), "");
}

TEST(Notices, TellOfMessages)
{
    const auto before = Made().add(1, "INBOX", 2).add(2, "a", 2).add(3, "b", 2).add(4, "c", 2);
    const auto now = Made()
                         .add(1, "INBOX", 3, 2)
                         .add(2, "a", 2, 2)
                         .add(3, "b", 1, 2)
                         .add(4, "c", 2)
                         .add(5, "d", 1)
                         .add(6, "e");
    EXPECT_EQ(told(allMessages, before, now), "S:INBOX S:b S:d");
    EXPECT_EQ(told(allFlags, before, now), "S:INBOX S:a S:b S:d");
    EXPECT_EQ(told(allFlags, before, now, 1), "S:a S:b S:d");
    EXPECT_EQ(told(allFlags, before, now, 5), "S:INBOX S:a S:b");
    EXPECT_EQ(told(allNames, before, now), "N:d N:e");
}

TEST(Notices, TellOfSubscriptions)
{
    const auto before = Made().add(1, "a").add(2, "b").subscribe("a").subscribe("gone");
    const auto now = Made().add(1, "a").add(2, "b").add(3, "c").subscribe("b").subscribe("c");
    EXPECT_EQ(told("(personal (SubscriptionChange))", before, now), "N:a N:b N:c G:gone");
    EXPECT_EQ(
        told("(personal (MailboxName SubscriptionChange))", before, now), "N:c N:a N:b G:gone"
    );
    EXPECT_EQ(told("(subscribed (SubscriptionChange))", before, now), "N:a N:b N:c G:gone");
    EXPECT_EQ(told("(mailboxes b (SubscriptionChange))", before, now), "N:b");
}

TEST(Notices, TellOfMetadata)
{
    const auto before = Made()
                            .add(1, "INBOX")
                            .add(2, "a")
                            .add(3, "gone")
                            .note(0, "/private/x", 1)
                            .note(1, "/private/x", 1)
                            .note(1, "/private/y", 1)
                            .note(1, "/private/z", 1)
                            .note(3, "/private/x", 1);
    const auto now = Made()
                         .add(1, "INBOX")
                         .add(2, "a")
                         .note(0, "/private/x", 2)
                         .note(1, "/private/w", 2)
                         .note(1, "/private/x", 1)
                         .note(1, "/private/z", 2)
                         .note(2, "/shared/x", 2);
    const std::string all = "M:INBOX/private/w/private/y/private/z M:a/shared/x";
    EXPECT_EQ(told("(personal (MailboxMetadataChange))", before, now), all);
    EXPECT_EQ(told("(personal (MailboxMetadataChange))", before, now, 1), all);
    EXPECT_EQ(told("(mailboxes a (MailboxMetadataChange))", before, now), "M:a/shared/x");
    EXPECT_EQ(told("(mailboxes a (ServerMetadataChange))", before, now), "M:/private/x");
    EXPECT_EQ(told("(personal (MessageNew MessageExpunge))", before, now), "");
    EXPECT_EQ(told("(personal (MailboxMetadataChange))", before, before), "");

    const mail::AccountState& old = before;
    const auto notices = metadataNotices(*old.metadata, now);
    ASSERT_EQ(notices.size(), 3U);
    EXPECT_EQ(notices[0].mailbox, "");
    EXPECT_EQ(notices[2].entries, std::vector<std::string>{"/shared/x"});
    EXPECT_TRUE(metadataNotices(*old.metadata, before).empty());
}

TEST(Notices, AreOfTheMailboxesNamed)
{
    const auto before = Made()
                            .add(1, "INBOX")
                            .add(2, "Junk")
                            .add(3, "l")
                            .add(4, "l/x")
                            .add(5, "lx")
                            .subscribe("lx");
    const auto now = Made()
                         .add(1, "INBOX", 1, 2)
                         .add(2, "Junk", 1, 2)
                         .add(3, "l", 1, 2)
                         .add(4, "l/x", 1, 2)
                         .add(5, "lx", 1, 2)
                         .subscribe("lx");
    const auto of = [&](const std::string& who) {
        return told("(" + who + " (MessageNew MessageExpunge))", before, now);
    };
    EXPECT_EQ(of("inboxes"), "S:INBOX S:Junk");
    EXPECT_EQ(of("subtree l"), "S:l S:l/x");
    EXPECT_EQ(of("subtree (l/x inbox nothing)"), "S:INBOX S:l/x");
    EXPECT_EQ(of("mailboxes (lx l)"), "S:l S:lx");
    EXPECT_EQ(of("mailboxes \"*\""), "");
    EXPECT_EQ(of("subscribed"), "S:lx");
    EXPECT_EQ(of("selected"), "");
    // the first group that fits
    EXPECT_EQ(
        told("(mailboxes l NONE) (subtree l (MessageNew MessageExpunge))", before, now), "S:l/x"
    );
}

} // namespace
} // namespace postamt::imap
