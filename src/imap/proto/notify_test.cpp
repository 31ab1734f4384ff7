#include "imap/proto/notify.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Notify, HasGroupsOfMailboxesAndEvents)
{
    const auto request = parsed(
        parseNotify,
        "a NOTIFY SET STATUS (selected (MessageNew (UID BODY.PEEK[HEADER.FIELDS (To From)]) "
        "MessageExpunge FlagChange)) (mailboxes (a \"b c\") (MessageNew MessageExpunge)) "
        "(subtree Lists (mailboxname SubscriptionChange)) (inboxes NONE)"
    );
    ASSERT_TRUE(request) << request.error().text;
    EXPECT_TRUE(request->status);
    ASSERT_EQ(request->groups.size(), 4U);
    EXPECT_EQ(request->groups[0].filter, NotifyFilter::Selected);
    EXPECT_EQ(request->groups[0].newItems.size(), 2U);
    EXPECT_EQ(request->groups[0].events.bits, 7);
    EXPECT_EQ(request->groups[1].mailboxes, (std::vector<std::string>{"a", "b c"}));
    EXPECT_EQ(request->groups[2].mailboxes, std::vector<std::string>{"Lists"});
    EXPECT_EQ(request->groups[2].events.bits, 48);
    EXPECT_EQ(request->groups[3].filter, NotifyFilter::Inboxes);
    EXPECT_EQ(request->groups[3].events.bits, 0);
    EXPECT_FALSE(request->hasUnknown);
}

TEST(Notify, MayBeNone)
{
    const auto request = parsed(parseNotify, "a NOTIFY NONE");
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->groups.empty());
}

TEST(Notify, LearnsOfEventsItDoesNotKnow)
{
    const auto request = parsed(parseNotify, "a NOTIFY SET (personal (MailboxName Earthquake))");
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->hasUnknown);
    NotifyEvents some;
    some.add(NotifyEvent::MailboxName);
    some.add(NotifyEvent::MessageNew);
    EXPECT_EQ(badEvent(some), "BADEVENT (MessageNew MailboxName)");
    EXPECT_EQ(nameOf(NotifyEvent::FlagChange), "FlagChange");
}

TEST(Notify, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseNotify, "a NOTIFY"), "expected SET after NOTIFY");
    for (const auto* text :
         {"a NOTIFY NONE x",
          "a NOTIFY SET",
          "a NOTIFY SET STATUS",
          "a NOTIFY SET ()",
          "a NOTIFY SET (everything (MailboxName))",
          "a NOTIFY SET (personal)",
          "a NOTIFY SET (personal ())",
          "a NOTIFY SET (personal MailboxName)",
          "a NOTIFY SET (personal (MailboxName)",
          "a NOTIFY SET (personal (MailboxName)) ",
          "a NOTIFY SET (mailboxes (MailboxName))",
          "a NOTIFY SET (mailboxes () NONE)",
          "a NOTIFY SET (personal (MessageNew))",
          "a NOTIFY SET (personal (MessageExpunge))",
          "a NOTIFY SET (personal (FlagChange MessageNew))",
          "a NOTIFY SET (personal (AnnotationChange))",
          "a NOTIFY SET (personal (MessageNew (UID) MessageExpunge))",
          "a NOTIFY SET (selected (MailboxName))",
          "a NOTIFY SET (selected (MessageNew () MessageExpunge))",
          "a NOTIFY SET (selected NONE) (selected-delayed NONE)"})
        EXPECT_TRUE(errorOf(parseNotify, text).starts_with("expected")) << text;
}

} // namespace postamt::imap::proto
