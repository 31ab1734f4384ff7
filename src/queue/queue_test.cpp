#include "net/memory_stream.h"
#include "queue/queue.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <optional>

namespace postamt::queue {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr UnixSeconds start = 1'772'445'600;
constexpr std::string_view text = "From: alice@example.test\r\nSubject: s\r\n\r\n.Text\r\n";
constexpr std::string_view greeting = "220 relay\r\n";
constexpr std::string_view ehlo = "250-relay\r\n250-PIPELINING\r\n250 SIZE 1000\r\n";

class FakeCourier : public Courier {
public:
    Task<Result<>> deliver(std::string address, std::string message) override
    {
        if (failure)
            co_return std::unexpected(*failure);
        addresses.push_back(std::move(address));
        messages.push_back(std::move(message));
        co_return Result<>();
    }

    std::vector<std::string> addresses;
    std::vector<std::string> messages;
    std::optional<Error> failure;
};

/// A queue over a store in memory. Connections come to the test, which plays the next server.
class QueueTest : public testing::Test {
protected:
    QueueTest()
    {
        settings.hostname = "mail.example.test";
        settings.server = "relay.example.net";
        settings.client.helloName = "mail.example.test";
        settings.client.tls = smtp::proto::ClientSettings::Tls::None;
        settings.retry.giveUp = std::chrono::days(1);
    }

    ~QueueTest() override { stop(); }

    /// As after a start of the service.
    void begin()
    {
        Connect connect = [this] { return open(this); };
        const Parts parts{engine, workers, clock, random, courier, connect};
        queue = std::make_unique<Queue>(parts, settings, context.get_executor());
        ASSERT_TRUE(queue->load());
        queue->start();
        settle();
    }

    void stop()
    {
        if (!queue)
            return;
        bool done = false;
        boost::asio::co_spawn(
            context,
            queue->stop(std::chrono::milliseconds(0)),
            [&](std::exception_ptr) { done = true; }
        );
        while (!done) {
            context.restart();
            context.run_one_for(std::chrono::seconds(1));
        }
        queue.reset();
        peers.clear();
    }

    Result<> enqueue(std::vector<std::string> recipients, std::string sender = "alice@example.test")
    {
        Outgoing outgoing;
        outgoing.sender = std::move(sender);
        outgoing.recipients = std::move(recipients);
        outgoing.body = store::makeBody(std::string(text));
        outgoing.name = "id";
        const auto out = std::make_shared<std::optional<Result<>>>();
        boost::asio::co_spawn(
            context,
            queue->enqueue(std::move(outgoing)),
            [out](std::exception_ptr, Result<> result) { *out = std::move(result); }
        );
        settle();
        return out->value_or(internal("enqueue did not end"));
    }

    /// Runs what can run; work on other threads is waited for a little.
    void settle()
    {
        const auto guard = boost::asio::make_work_guard(context);
        context.restart();
        while (context.run_one_for(std::chrono::milliseconds(30)) > 0) { }
    }

    /// The oldest connection that nobody has taken yet.
    std::unique_ptr<net::MemoryPeer> accept()
    {
        if (peers.empty())
            return nullptr;
        auto peer = std::move(peers.front());
        peers.pop_front();
        return peer;
    }

    /// What our side says to that.
    std::string say(net::MemoryPeer& peer, std::string_view bytes)
    {
        peer.feed(bytes);
        settle();
        return peer.take();
    }

    /// Plays a server that answers the final dot so; gives the envelope and the body.
    std::string play(std::string_view answers, std::string_view final)
    {
        const auto peer = accept();
        if (!peer)
            return "no connection";
        say(*peer, greeting);
        std::string said = say(*peer, ehlo);
        said += say(*peer, answers);
        if (!final.empty())
            said += say(*peer, final);
        say(*peer, "221 bye\r\n");
        return said;
    }

    void later(std::chrono::seconds time)
    {
        clock.advance(time);
        queue->wake();
        settle();
    }

    static Task<Result<std::unique_ptr<net::Stream>>> open(QueueTest* test)
    {
        ++test->connections;
        if (test->isDown)
            co_return temporary("relay.example.net cannot be reached");
        test->peers.push_back(std::make_unique<net::MemoryPeer>(test->context));
        co_return test->peers.back()->stream();
    }

    std::size_t blobLinks()
    {
        std::size_t count = 0;
        EXPECT_TRUE(engine.links(partition, [&](const auto&) { return ++count > 0; }));
        return count;
    }

    boost::asio::io_context context;
    ManualClock clock{start};
    SystemRandom random;
    store::MemoryEngine engine{clock};
    Workers workers{1};
    FakeCourier courier;
    QueueSettings settings;
    std::unique_ptr<Queue> queue;
    std::deque<std::unique_ptr<net::MemoryPeer>> peers;
    int connections = 0;
    bool isDown = false;
};

TEST_F(QueueTest, sendsAMessageAndForgetsIt)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org", "carol@example.org"}));
    EXPECT_EQ(blobLinks(), 1U);
    EXPECT_EQ(
        play("250 a\r\n250 b\r\n250 c\r\n354 go\r\n", "250 taken\r\n"),
        "MAIL FROM:<alice@example.test> SIZE=" + std::to_string(text.size())
            + "\r\nRCPT TO:<bob@example.org>\r\nRCPT TO:<carol@example.org>\r\nDATA\r\n"
              "From: alice@example.test\r\nSubject: s\r\n\r\n..Text\r\n.\r\nQUIT\r\n"
    );
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_EQ(blobLinks(), 0U);
    EXPECT_THAT(courier.messages, IsEmpty());
    later(std::chrono::days(2));
    EXPECT_EQ(connections, 1);
}

TEST_F(QueueTest, takesAMessageOnlyWhenItIsDurable)
{
    begin();
    engine.failNext(1, Error{Fault::Temporary, "disk full", {}});
    EXPECT_EQ(enqueue({"bob@example.org"}).error().fault, Fault::Temporary);
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_EQ(connections, 0);
    engine.hold();
    EXPECT_EQ(enqueue({"bob@example.org"}).error().text, "enqueue did not end");
    EXPECT_EQ(connections, 0);
    engine.release();
    settle();
    EXPECT_EQ(connections, 1);
}

TEST_F(QueueTest, waitsLongerAfterEachFailure)
{
    begin();
    isDown = true;
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    EXPECT_EQ(connections, 1);
    later(std::chrono::seconds(299));
    EXPECT_EQ(connections, 1);
    later(std::chrono::seconds(1));
    EXPECT_EQ(connections, 2);
    later(std::chrono::seconds(599));
    EXPECT_EQ(connections, 2);
    later(std::chrono::seconds(1));
    EXPECT_EQ(connections, 3);
    const auto entry = queue->entries().at(0);
    EXPECT_EQ(entry.attempts, 3U);
    EXPECT_EQ(entry.recipients[0].text, "relay.example.net cannot be reached");
    isDown = false;
    later(std::chrono::seconds(1200));
    play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n");
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, triesAtOnceWhenTheClockIsSetBack)
{
    begin();
    isDown = true;
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    EXPECT_EQ(connections, 1);
    later(-std::chrono::hours(24 * 365));
    EXPECT_EQ(connections, 2);
    later(std::chrono::seconds(599));
    EXPECT_EQ(connections, 2);
    later(std::chrono::seconds(1));
    EXPECT_EQ(connections, 3);
}

TEST_F(QueueTest, triesAgainOnlyThoseWhoLack)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org", "carol@example.org"}));
    play("250 a\r\n250 b\r\n450 4.2.1 busy\r\n354 go\r\n", "250 taken\r\n");
    ASSERT_THAT(queue->entries(), SizeIs(1));
    later(std::chrono::seconds(300));
    EXPECT_THAT(
        play("250 a\r\n250 c\r\n354 go\r\n", "250 taken\r\n"),
        HasSubstr("\r\nRCPT TO:<carol@example.org>\r\nDATA\r\n")
    );
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, tellsTheSenderOfARefusedRecipientAtOnce)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org", "carol@example.org"}));
    play("250 a\r\n550 5.1.1 no bob\r\n250 c\r\n354 go\r\n", "451 4.3.0 later\r\n");
    EXPECT_THAT(courier.addresses, ElementsAre("alice@example.test"));
    ASSERT_THAT(courier.messages, SizeIs(1));
    EXPECT_THAT(courier.messages[0], HasSubstr("Diagnostic-Code: smtp; 550 5.1.1 no bob"));
    EXPECT_THAT(courier.messages[0], HasSubstr("Subject: s"));
    later(std::chrono::seconds(300));
    play("250 a\r\n250 c\r\n354 go\r\n", "250 taken\r\n");
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_THAT(courier.messages, SizeIs(1));
}

TEST_F(QueueTest, aMessageThatIsRefusedAtItsEndBounces)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    play("250 a\r\n250 b\r\n354 go\r\n", "554 5.6.0 spam\r\n");
    ASSERT_THAT(courier.messages, SizeIs(1));
    EXPECT_THAT(courier.messages[0], HasSubstr("554 5.6.0 spam"));
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_EQ(blobLinks(), 0U);
}

TEST_F(QueueTest, noBounceForTheNullSender)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}, ""));
    play("250 a\r\n550 no\r\n554 none\r\n", "");
    EXPECT_THAT(courier.messages, IsEmpty());
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, givesUpAfterSomeDays)
{
    begin();
    isDown = true;
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    for (int i = 0; i < 20 && courier.messages.empty(); ++i)
        later(std::chrono::hours(4));
    EXPECT_EQ(clock.seconds(), start + 24 * 3600);
    ASSERT_THAT(courier.messages, SizeIs(1));
    EXPECT_THAT(courier.messages[0], HasSubstr("relay.example.net cannot be reached"));
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, aBounceThatDoesNotFitComesLater)
{
    begin();
    courier.failure = Error{Fault::No, "full", "OVERQUOTA"};
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    play("250 a\r\n550 no\r\n554 none\r\n", "");
    EXPECT_THAT(queue->entries(), SizeIs(1));
    courier.failure = {};
    later(std::chrono::seconds(3600));
    EXPECT_THAT(courier.messages, SizeIs(1));
    EXPECT_EQ(connections, 1);
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, aBounceThatNobodyCanHaveIsDropped)
{
    begin();
    courier.failure = Error{Fault::No, "no such account", "NONEXISTENT"};
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    play("250 a\r\n550 no\r\n554 none\r\n", "");
    for (int i = 0; i < 100 && !queue->entries().empty(); ++i)
        settle(); // the commit is on another thread
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, aConnectionThatBreaksMidwayIsTemporary)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    {
        const auto peer = accept();
        say(*peer, greeting);
        say(*peer, ehlo);
        EXPECT_THAT(say(*peer, "250 a\r\n250 b\r\n354 go\r\n"), EndsWith("\r\n.\r\n"));
        peer->fail();
        settle();
    }
    ASSERT_THAT(queue->entries(), SizeIs(1));
    EXPECT_EQ(queue->entries()[0].attempts, 1U);
    EXPECT_THAT(courier.messages, IsEmpty());
}

TEST_F(QueueTest, aServerThatIsSilentIsGivenUpFor)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    const auto peer = accept();
    peer->timeOut();
    settle();
    EXPECT_TRUE(peer->isClosed());
    EXPECT_EQ(queue->entries().at(0).recipients[0].text, "The server did not answer in time");
}

TEST_F(QueueTest, withoutTheTlsThatIsAskedForNothingIsSent)
{
    settings.client.tls = smtp::proto::ClientSettings::Tls::Required;
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    auto peer = accept();
    say(*peer, greeting);
    EXPECT_EQ(say(*peer, ehlo), "QUIT\r\n"); // no STARTTLS offered
    say(*peer, "221 bye\r\n");
    EXPECT_EQ(queue->entries().at(0).recipients[0].status, "4.7.10");

    later(std::chrono::seconds(300));
    peer = accept();
    say(*peer, greeting);
    EXPECT_EQ(say(*peer, "250-relay\r\n250 STARTTLS\r\n"), "STARTTLS\r\n");
    peer->failTls();
    EXPECT_EQ(say(*peer, "220 go\r\n"), "");
    EXPECT_TRUE(peer->isClosed());

    later(std::chrono::seconds(600));
    peer = accept();
    say(*peer, greeting);
    say(*peer, "250-relay\r\n250 STARTTLS\r\n");
    EXPECT_THAT(say(*peer, "220 go\r\n"), StartsWith("EHLO "));
    EXPECT_TRUE(peer->isSecure());
}

TEST_F(QueueTest, aRefusedLoginIsOurFaultNotTheMessages)
{
    settings.client.tls = smtp::proto::ClientSettings::Tls::Required;
    settings.client.credentials = sasl::ClientCredentials{"us", "secret"};
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    const auto peer = accept();
    say(*peer, greeting);
    say(*peer, "250-relay\r\n250 STARTTLS\r\n");
    say(*peer, "220 go\r\n");
    EXPECT_THAT(say(*peer, "250-relay\r\n250 AUTH PLAIN\r\n"), StartsWith("AUTH PLAIN "));
    say(*peer, "535 5.7.8 wrong\r\n");
    say(*peer, "221 bye\r\n");
    ASSERT_THAT(queue->entries(), SizeIs(1));
    EXPECT_EQ(queue->entries()[0].recipients[0].state, Recipient::State::Waiting);
    EXPECT_THAT(courier.messages, IsEmpty());
}

TEST_F(QueueTest, whatWasTakenIsSentAfterARestart)
{
    begin();
    isDown = true;
    ASSERT_TRUE(enqueue({"bob@example.org", "carol@example.org"}));
    stop();
    isDown = false;
    begin();
    ASSERT_THAT(queue->entries(), SizeIs(1));
    EXPECT_EQ(connections, 1); // its time has not come
    later(std::chrono::seconds(300));
    play("250 a\r\n550 no\r\n250 c\r\n354 go\r\n", "250 taken\r\n");
    stop();
    begin();
    later(std::chrono::days(1));
    EXPECT_EQ(connections, 2);
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_THAT(courier.messages, SizeIs(1));
}

TEST_F(QueueTest, anAttemptThatARestartCutsOffIsMadeAgain)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    say(*peers.front(), greeting);
    stop();
    begin();
    later(std::chrono::seconds(300));
    play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n");
    EXPECT_THAT(queue->entries(), IsEmpty());
}

TEST_F(QueueTest, whatWasSentIsNotSentAgainWhileTheStoreFails)
{
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    engine.setFault(Error{Fault::Temporary, "disk full", {}});
    play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n");
    ASSERT_THAT(queue->entries(), SizeIs(1));
    later(std::chrono::seconds(3600));
    EXPECT_EQ(connections, 1);
    engine.setFault({});
    later(std::chrono::seconds(10));
    EXPECT_EQ(connections, 1);
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_EQ(blobLinks(), 0U);
}

TEST_F(QueueTest, waitsForTheStoreLongerThanTheLongestRetry)
{
    settings.retry.first = std::chrono::seconds(1);
    settings.retry.longest = std::chrono::seconds(2);
    begin();
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    engine.failNext(1, Error{Fault::Temporary, "disk full", {}});
    play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n");
    later(std::chrono::seconds(9));
    EXPECT_THAT(queue->entries(), SizeIs(1));
    later(std::chrono::seconds(1));
    EXPECT_THAT(queue->entries(), IsEmpty());
    EXPECT_EQ(connections, 1);
}

TEST_F(QueueTest, oneBodyServesSeveralEntries)
{
    begin();
    isDown = true;
    ASSERT_TRUE(enqueue({"bob@example.org"}));
    ASSERT_TRUE(enqueue({"carol@example.org"}));
    EXPECT_EQ(blobLinks(), 1U);
    isDown = false;
    later(std::chrono::seconds(300));
    play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n");
    EXPECT_EQ(blobLinks(), 1U);
    EXPECT_THAT(play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n"), HasSubstr("Text"));
    EXPECT_EQ(blobLinks(), 0U);
}

TEST_F(QueueTest, opensOnlySoManyConnections)
{
    settings.connections = 2;
    begin();
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(enqueue({"bob@example.org"}));
    EXPECT_EQ(connections, 2);
    play("250 a\r\n250 b\r\n354 go\r\n", "250 taken\r\n");
    settle();
    EXPECT_EQ(connections, 3);
    EXPECT_THAT(queue->entries(), SizeIs(4));
}

TEST_F(QueueTest, aConflictOfTheStoreIsOvercome)
{
    begin();
    store::Batch batch;
    batch.partition = partition;
    batch.next = store::Version(7);
    engine.commit(std::move(batch), [](const auto&) { });
    EXPECT_TRUE(enqueue({"bob@example.org"}));
}

} // namespace
} // namespace postamt::queue
