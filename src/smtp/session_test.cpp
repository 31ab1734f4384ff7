#include "smtp/test_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::smtp {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::string_view text = "From: alice@example.test\r\nSubject: s\r\n\r\nText\r\n";

// What transcripts do not reach: the stop of the service, the end of a client, files, the queue.

class SessionTest : public testing::Test {
protected:
    /// The end of the conversation so far, from a new session.
    std::string beginMessage(const Policy& policy)
    {
        service.open(policy);
        return service.talk(
            std::string(policy.isLmtp ? "LHLO" : "EHLO")
            + " client.example\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<alice@example.test>\r\n"
        );
    }

    std::string sendAsAlice(std::string_view recipients)
    {
        service.openAsAlice();
        service.talk("MAIL FROM:<alice@example.test>\r\n");
        service.talk(recipients);
        service.talk("DATA\r\n");
        return service.talk(std::string(text) + ".\r\n");
    }

    std::string bodyOf(const queue::Entry& entry)
    {
        return *service.engine.blob(entry.blob, 0, 10'000);
    }

    TestService service;
};

TEST_F(SessionTest, mxTakesAMessage)
{
    EXPECT_EQ(service.open(mx), "220 mail.example.test ESMTP Postamt\r\n");
    service.talk("EHLO client.example\r\n");
    EXPECT_EQ(
        service.talk("MAIL FROM:<a@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n"),
        "250 2.1.0 Sender taken\r\n250 2.1.5 Recipient taken\r\n"
        "354 Send the message, then a dot on a line of its own\r\n"
    );
    EXPECT_THAT(service.talk(std::string(text) + ".\r\n"), StartsWith("250 2.0.0 Taken, "));
    EXPECT_EQ(service.talk("QUIT\r\n"), "221 2.0.0 Goodbye\r\n");
    EXPECT_TRUE(service.peer->isClosed());
    const auto inbox = service.inbox("alice");
    ASSERT_THAT(inbox, SizeIs(1));
    EXPECT_THAT(
        inbox[0],
        StartsWith(
            "Return-Path: <a@example.org>\r\nReceived: from client.example ([192.0.2.1])\r\n"
        )
    );
    EXPECT_THAT(inbox[0], EndsWith("Mon, 2 Mar 2026 10:00:00 +0000\r\n" + std::string(text)));
}

TEST_F(SessionTest, recipientsDoNotLearnOfEachOther)
{
    beginMessage(mx);
    service.talk("RCPT TO:<bob@example.test>\r\nDATA\r\n");
    service.talk(std::string(text) + ".\r\n");
    EXPECT_THAT(service.inbox("alice").at(0), Not(HasSubstr("for <")));
    EXPECT_EQ(service.inbox("alice"), service.inbox("bob"));
}

TEST_F(SessionTest, anAliasReachesAll)
{
    service.open(lmtp);
    service.talk("LHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<all@example.test>\r\nDATA\r\n");
    EXPECT_THAT(service.talk(std::string(text) + ".\r\n"), StartsWith("250 "));
    EXPECT_THAT(service.inbox("alice"), SizeIs(1));
    EXPECT_THAT(service.inbox("bob"), SizeIs(1));
}

TEST_F(SessionTest, recipientsBeyondTheLimitComeLater)
{
    service.settings.recipients = 2;
    beginMessage(mx);
    EXPECT_EQ(service.talk("RCPT TO:<bob@example.test>\r\n"), "250 2.1.5 Recipient taken\r\n");
    EXPECT_THAT(service.talk("RCPT TO:<all@example.test>\r\n"), StartsWith("452 4.5.3 "));
    service.talk("DATA\r\n");
    EXPECT_THAT(service.talk(std::string(text) + ".\r\n"), StartsWith("250 "));
}

TEST_F(SessionTest, aClientThatOnlyChatsIsHungUpOn)
{
    service.open(mx);
    std::string many;
    for (int i = 0; i < 199; ++i)
        many += "NOOP\r\n";
    EXPECT_THAT(service.talk(many), Not(HasSubstr("421")));
    EXPECT_THAT(service.talk("NOOP\r\n"), HasSubstr("421 4.7.0 Too many commands"));
    EXPECT_TRUE(service.peer->isClosed());
}

TEST_F(SessionTest, aMessageRenewsTheBudget)
{
    service.open(lmtp);
    service.talk("LHLO x\r\n");
    for (int i = 0; i < 100; ++i)
        EXPECT_THAT(
            service.talk(
                "MAIL FROM:<a@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n\r\n.\r\n"
            ),
            EndsWith("\r\n")
        );
    EXPECT_THAT(service.inbox("alice"), SizeIs(100));
}

TEST_F(SessionTest, whoLeavesWithinAMessageHasSentNone)
{
    beginMessage(mx);
    service.talk("DATA\r\n");
    service.talk(text);
    service.peer->close();
    service.peer->settle();
    EXPECT_TRUE(service.peer->isClosed());
    EXPECT_EQ(service.peer->take(), "");
    EXPECT_THAT(service.inbox("alice"), IsEmpty());
}

TEST_F(SessionTest, theServiceEndsBetweenCommands)
{
    beginMessage(mx);
    service.peer->stop();
    service.peer->settle();
    EXPECT_THAT(service.peer->take(), StartsWith("421 4.3.2 "));
    EXPECT_TRUE(service.peer->isClosed());
}

TEST_F(SessionTest, butAMessageThatIsComingInIsTaken)
{
    beginMessage(mx);
    service.talk("DATA\r\n");
    service.talk("Subject: s\r\n");
    service.peer->stop();
    service.peer->settle();
    EXPECT_EQ(service.peer->take(), "");
    const auto answer = service.talk("\r\nText\r\n.\r\n");
    EXPECT_THAT(answer, StartsWith("250 2.0.0 "));
    EXPECT_THAT(answer, HasSubstr("\r\n421 4.3.2 "));
    EXPECT_THAT(service.inbox("alice"), SizeIs(1));
}

TEST_F(SessionTest, largeMessagesGoThroughAFile)
{
    std::string large = "Subject: s\r\n\r\n";
    while (large.size() < 1'000'000)
        large += "0123456789012345678901234567890123456789\r\n";
    beginMessage(mx);
    service.talk("DATA\r\n");
    EXPECT_THAT(service.talk(large + ".\r\n"), StartsWith("250 "));
    EXPECT_THAT(service.inbox("alice").at(0), EndsWith(large));
}

TEST_F(SessionTest, aFullDiskUnderTheSpoolIsTemporary)
{
    service.settings.spool = "/no/such/directory";
    beginMessage(lmtp);
    service.talk("RCPT TO:<bob@example.test>\r\nDATA\r\n");
    const std::string large(500'000, 'x');
    const auto answer = service.talk("\r\n" + large + "\r\n.\r\n");
    EXPECT_THAT(answer, StartsWith("452 4.3.1 "));
    EXPECT_THAT(answer, HasSubstr("\r\n452 4.3.1 ")); // for each of the two
    service.settings.spool = std::filesystem::temp_directory_path();
    EXPECT_THAT(service.talk("NOOP\r\n"), StartsWith("250 "));
}

TEST_F(SessionTest, aUnixSocketHasNeitherTlsNorAnAddress)
{
    net::Endpoint unix;
    unix.isUnix = true;
    service.open(lmtp, false, unix);
    EXPECT_THAT(service.talk("LHLO x\r\n"), Not(HasSubstr("STARTTLS")));
    EXPECT_THAT(service.talk("STARTTLS\r\n"), StartsWith("502 "));
    service.talk("MAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n");
    EXPECT_THAT(service.talk(".\r\n"), StartsWith("250 "));
    EXPECT_THAT(service.inbox("alice").at(0), HasSubstr("Received: from x (local)\r\n"));
}

TEST_F(SessionTest, aFailedHandshakeEndsTheSession)
{
    service.open(mx);
    service.talk("EHLO x\r\n");
    service.peer->failTls();
    EXPECT_THAT(service.talk("STARTTLS\r\n"), StartsWith("220 "));
    EXPECT_TRUE(service.peer->isClosed());
}

TEST_F(SessionTest, aLoginThatIsSwitchedOffIsRefused)
{
    using namespace std::string_literals;
    ASSERT_TRUE(service.directory.setAccount("alice@example.test", "smtp", "off"));
    service.open(submission, true);
    service.talk("EHLO x\r\n");
    EXPECT_THAT(
        service.talk("AUTH PLAIN " + base64Encode("\0alice\0alice"s) + "\r\n"),
        StartsWith("535 5.7.8 ")
    );
}

TEST_F(SessionTest, theQueueGetsAllThatItNeeds)
{
    service.addSmartHost();
    EXPECT_THAT(
        sendAsAlice("RCPT TO:<x@Example.ORG>\r\nRCPT TO:<\"a b\"@example.net>\r\n"),
        StartsWith("250 ")
    );
    const auto queued = service.outgoing->entries();
    ASSERT_THAT(queued, SizeIs(1));
    EXPECT_EQ(queued[0].sender, "alice@example.test");
    ASSERT_THAT(queued[0].recipients, SizeIs(2));
    EXPECT_EQ(queued[0].recipients[0].address, "x@example.org");
    EXPECT_EQ(queued[0].recipients[1].address, "\"a b\"@example.net");
    EXPECT_FALSE(queued[0].eightBit);
    const auto body = bodyOf(queued[0]);
    EXPECT_EQ(queued[0].size, body.size());
    EXPECT_THAT(body, StartsWith("Received: from client.example "));
    EXPECT_THAT(body, HasSubstr("\r\nDate: Mon, 2 Mar 2026"));
}

TEST_F(SessionTest, someHereAndSomeElsewhere)
{
    service.addSmartHost();
    EXPECT_THAT(
        sendAsAlice("RCPT TO:<x@example.org>\r\nRCPT TO:<bob@example.test>\r\n"),
        StartsWith("250 ")
    );
    const auto queued = service.outgoing->entries();
    ASSERT_THAT(queued, SizeIs(1));
    ASSERT_THAT(queued[0].recipients, SizeIs(1));
    EXPECT_EQ("Return-Path: <alice@example.test>\r\n" + bodyOf(queued[0]), service.inbox("bob")[0]);
}

TEST_F(SessionTest, whatCannotBeQueuedIsNotTaken)
{
    service.addSmartHost();
    service.openAsAlice();
    service.talk("MAIL FROM:<alice@example.test>\r\nRCPT TO:<x@example.org>\r\nDATA\r\n");
    service.engine.failNext(1, Error{Fault::Temporary, "disk full", {}});
    EXPECT_THAT(service.talk(std::string(text) + ".\r\n"), StartsWith("451 4.3.0 "));
    EXPECT_THAT(service.outgoing->entries(), IsEmpty());
}

TEST_F(SessionTest, eightBitIsNotedForTheNextServer)
{
    service.addSmartHost();
    service.openAsAlice();
    service.talk("MAIL FROM:<alice@example.test>\r\nRCPT TO:<x@example.org>\r\nDATA\r\n");
    EXPECT_THAT(
        service.talk("From: alice@example.test\r\nSubject: \xc3\xa4\r\n\r\n.\r\n"),
        StartsWith("250 ")
    );
    EXPECT_TRUE(service.outgoing->entries().at(0).eightBit);
    EXPECT_TRUE(service.outgoing->entries().at(0).utf8Header);
}

TEST_F(SessionTest, aRelayForNobodyElse)
{
    service.addSmartHost();
    service.open(mx);
    service.talk("EHLO x\r\nMAIL FROM:<alice@example.test>\r\n");
    EXPECT_THAT(service.talk("RCPT TO:<x@example.org>\r\n"), StartsWith("550 5.7.1 "));
}

} // namespace
} // namespace postamt::smtp
