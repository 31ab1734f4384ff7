#include "base/scope.h"
#include "base/workers.h"
#include "net/memory_stream.h"

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <vector>

namespace postamt::net {

namespace {

constexpr std::chrono::milliseconds long_{60000};

/// Names what each read() gave, and answers "secure" to the line "tls".
Task<> narrate(std::unique_ptr<Stream> stream)
{
    for (;;) {
        const Received received = co_await stream->read(long_);
        std::string said;
        switch (received.kind) {
        case Received::Kind::Data:
            said = "<" + std::string(received.bytes) + ">";
            break;
        case Received::Kind::TimedOut:
            said = "timeout";
            break;
        case Received::Kind::Woken:
            said = stream->stopping() ? "stopping" : "woken";
            break;
        case Received::Kind::Failed:
            said = "failed";
            break;
        case Received::Kind::Closed:
            co_return;
        }
        const bool isTls = received.kind == Received::Kind::Data && received.bytes == "tls";
        const bool isFailed = received.kind == Received::Kind::Failed;
        const Result<> written = co_await stream->write(said);
        if (!written || isFailed)
            co_return;
        if (isTls) {
            const Result<> secured = co_await stream->startTls();
            if (!secured)
                co_return;
        }
    }
}

Task<> readAfterWork(std::unique_ptr<Stream> stream, Workers* workers)
{
    auto work = [] { return std::string("worked"); };
    const std::string text = co_await workers->run(work);
    co_await stream->write(text);
    co_await stream->read(long_);
}

Task<> keepLoan(std::unique_ptr<Stream> stream, std::string* seen)
{
    const Received received = co_await stream->read(long_);
    const std::string answer = "answer";
    co_await stream->write(answer);
    *seen = received.bytes; // wrong on purpose
}

struct MemoryStream : testing::Test {
    boost::asio::io_context context;
    Scope scope;
    MemoryPeer peer{context};

    void start() { scope.spawn(context.get_executor(), narrate(peer.stream())); }

    void TearDown() override
    {
        peer.close();
        peer.setRoom(1U << 30U);
        context.restart();
        context.run();
        EXPECT_EQ(scope.size(), 0U);
    }
};

} // namespace

TEST_F(MemoryStream, PlaysPieces)
{
    start();
    EXPECT_EQ(peer.talk("abcdefg", 3), "<abc><def><g>");
    EXPECT_EQ(peer.talk("xy"), "<xy>");
    EXPECT_TRUE(peer.isReading());
    peer.close();
    EXPECT_TRUE(peer.settle());
    EXPECT_TRUE(peer.isClosed());
}

TEST_F(MemoryStream, ReadsAtMost64KilobytesAtOnce)
{
    start();
    const std::string big(70000, 'b');
    EXPECT_EQ(peer.talk(big), "<" + big.substr(0, 65536) + "><" + big.substr(65536) + ">");
}

TEST_F(MemoryStream, TimesOutOnDemand)
{
    start();
    EXPECT_EQ(peer.talk(""), "");
    peer.timeOut();
    EXPECT_TRUE(peer.settle());
    EXPECT_EQ(peer.take(), "timeout");
    EXPECT_EQ(peer.talk("on"), "<on>");
}

TEST_F(MemoryStream, WakesAndStops)
{
    auto stream = peer.stream();
    Stream* raw = stream.get();
    raw->wake();
    raw->wake();
    scope.spawn(context.get_executor(), narrate(std::move(stream)));
    EXPECT_EQ(peer.talk("a"), "woken<a>");
    boost::asio::post(context, [raw] { raw->wake(); });
    EXPECT_TRUE(peer.settle());
    EXPECT_EQ(peer.take(), "woken");
    peer.stop();
    EXPECT_TRUE(peer.settle());
    EXPECT_EQ(peer.take(), "stopping");
}

TEST_F(MemoryStream, BecomesSecureAndLosesWhatWasUnderWay)
{
    start();
    EXPECT_FALSE(peer.isSecure());
    peer.feed("tls");
    peer.feed("injected");
    EXPECT_TRUE(peer.settle());
    EXPECT_EQ(peer.take(), "<tls>");
    EXPECT_TRUE(peer.isSecure());
    EXPECT_EQ(peer.talk("x"), "<x>");
}

TEST_F(MemoryStream, FailsTlsAndConnections)
{
    start();
    peer.failTls();
    EXPECT_EQ(peer.talk("tls"), "<tls>");
    EXPECT_TRUE(peer.isClosed());

    MemoryPeer second(context);
    scope.spawn(context.get_executor(), narrate(second.stream()));
    second.fail();
    EXPECT_TRUE(second.settle());
    EXPECT_EQ(second.take(), ""); // nothing can be written any more
    EXPECT_TRUE(second.isClosed());
}

TEST_F(MemoryStream, WaitsForRoom)
{
    start();
    peer.setRoom(2);
    EXPECT_EQ(peer.talk("abc"), "<a");
    EXPECT_TRUE(peer.isWriting());
    peer.setRoom(1);
    EXPECT_TRUE(peer.settle());
    EXPECT_EQ(peer.take(), "b");
    peer.setRoom(100);
    EXPECT_TRUE(peer.settle());
    EXPECT_EQ(peer.take(), "c>");
}

TEST_F(MemoryStream, SettlesAcrossWorkerThreads)
{
    Workers workers(1);
    scope.spawn(context.get_executor(), readAfterWork(peer.stream(), &workers));
    EXPECT_EQ(peer.talk(""), "worked");
}

TEST_F(MemoryStream, TakesBackWhatItLent)
{
    std::string seen;
    scope.spawn(context.get_executor(), keepLoan(peer.stream(), &seen));
    EXPECT_EQ(peer.talk("hello"), "answer");
    EXPECT_EQ(seen, "\xff\xff\xff\xff\xff");
}

} // namespace postamt::net
