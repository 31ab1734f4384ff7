#include "net/listener.h"
#include "net/test_client.h"
#include "net/test_server.h"

#include <boost/asio/local/stream_protocol.hpp>

#include <fstream>
#include <set>
#include <sys/resource.h>
#include <sys/stat.h>

namespace postamt::net {

namespace {

using namespace std::chrono_literals;

/// Greets, then waits until it is told to stop or the client goes.
Task<> greet(std::unique_ptr<Stream> stream)
{
    const std::string hello = "hello\n";
    co_await stream->write(hello);
    for (;;) {
        const Received received = co_await stream->read(10s);
        if (stream->stopping()) {
            const std::string bye = "bye\n";
            co_await stream->write(bye);
            break;
        }
        if (received.kind != Received::Kind::Data)
            break;
    }
    co_await stream->shutdown();
}

/// Does not listen to reason.
Task<> stayForever(std::unique_ptr<Stream> stream)
{
    const std::string hello = "hello\n";
    co_await stream->write(hello);
    for (;;) {
        const Received received = co_await stream->read(1h);
        if (received.kind == Received::Kind::Closed)
            co_return;
    }
}

struct ListenerTest : TestServer { };

/// Lets the process open no further descriptor for a while.
class NoDescriptors {
public:
    NoDescriptors()
    {
        getrlimit(RLIMIT_NOFILE, &before_);
        const Descriptor lowest(::dup(0));
        rlimit none = before_;
        none.rlim_cur = static_cast<rlim_t>(lowest.get());
        setrlimit(RLIMIT_NOFILE, &none);
    }

    ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit before_{};
};

} // namespace

TEST_F(ListenerTest, SpreadsSessionsOverThreads)
{
    std::mutex mutex;
    std::set<std::thread::id> seen;
    auto& listener = listen(loopback(), [&](std::unique_ptr<Stream> stream) {
        {
            const std::lock_guard lock(mutex);
            seen.insert(std::this_thread::get_id());
        }
        return greet(std::move(stream));
    });
    EXPECT_GT(listener.port(), 0);
    std::vector<TestClient> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back(listener.port());
        EXPECT_EQ(clients.back().receive(6), "hello\n");
    }
    EXPECT_EQ(seen.size(), threads_.size());
    EXPECT_EQ(listener.counts().accepted, 4U);
    EXPECT_EQ(limits_.size(), 4U);
}

TEST_F(ListenerTest, TurnsAwayWhatIsTooMany)
{
    limits_.set({.total = 0, .perAddress = 2, .spareLoopback = false});
    auto& listener = listen(loopback(), greet);
    TestClient first(listener.port());
    TestClient second(listener.port());
    EXPECT_EQ(first.receive(6), "hello\n");
    EXPECT_EQ(second.receive(6), "hello\n");
    TestClient third(listener.port());
    EXPECT_EQ(third.receiveAll(), "421 no\r\n");
    EXPECT_EQ(listener.counts().refused, 1U);
    first.end();
    EXPECT_EQ(first.receiveAll(), "");
    while (limits_.size() > 1) // the session ends a moment after its connection
        std::this_thread::yield();
    TestClient fourth(listener.port());
    EXPECT_EQ(fourth.receive(6), "hello\n");
}

TEST_F(ListenerTest, SaysNothingPlainWhereTlsIsExpected)
{
    limits_.set({.total = 1});
    auto& listener = listen(loopbackTls(true), greet);
    const openssl::Context client(SSL_CTX_new(TLS_client_method()));
    TestClient first(listener.port());
    ASSERT_TRUE(first.startTls(client.get()));
    TestClient second(listener.port());
    EXPECT_EQ(second.receiveAll(), "");
}

TEST_F(ListenerTest, IsNotHeldUpByASlowHandshake)
{
    auto& listener = listen(loopbackTls(true), greet);
    const openssl::Context client(SSL_CTX_new(TLS_client_method()));
    std::vector<TestClient> silent;
    for (int i = 0; i < 8; ++i)
        silent.emplace_back(listener.port());
    TestClient quick(listener.port());
    ASSERT_TRUE(quick.startTls(client.get()));
    EXPECT_EQ(quick.receive(6), "hello\n");
}

TEST_F(ListenerTest, EndsHandshakesThatFail)
{
    auto settings = loopbackTls(true);
    settings.stream.handshakeTimeout = 50ms;
    auto& listener = listen(settings, greet);
    TestClient silent(listener.port());
    EXPECT_EQ(silent.receiveAll(), "");
    TestClient junk(listener.port());
    junk.send("EHLO example.test\r\n");
    junk.receiveAll();
    while (limits_.size() > 0) // the session ends a moment after its connection
        std::this_thread::yield();
    EXPECT_EQ(listener.counts().failedHandshakes, 2U);
}

TEST_F(ListenerTest, SurvivesTheLackOfDescriptors)
{
    auto& listener = listen(loopback(), greet);
    std::vector<TestClient> clients(3);
    {
        const NoDescriptors none;
        for (auto& from : clients) {
            from.connect(listener.port());
            EXPECT_EQ(from.receiveAll(), "421 no\r\n");
        }
    }
    const auto counts = listener.counts();
    EXPECT_EQ(counts.refused, 3U);
    EXPECT_EQ(counts.accepted, 0U);
    EXPECT_LE(counts.pauses, 4U); // one for each, and not thousands
    TestClient later(listener.port());
    EXPECT_EQ(later.receive(6), "hello\n");
}

TEST_F(ListenerTest, TellsItsSessionsToStop)
{
    auto& listener = listen(loopback(), greet);
    std::vector<TestClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back(listener.port());
        EXPECT_EQ(clients.back().receive(6), "hello\n");
    }
    const std::uint16_t port = listener.port();
    run(listener.drain(10s));
    for (auto& from : clients)
        EXPECT_EQ(from.receiveAll(), "bye\n");
    ListenAddress again;
    again.address = "127.0.0.1";
    again.port = port;
    EXPECT_TRUE(listenOn(again)); // the port is free
    listeners_.clear();
}

TEST_F(ListenerTest, ClosesTheStreamsOfThoseThatStay)
{
    auto& listener = listen(loopback(), stayForever);
    TestClient from(listener.port());
    EXPECT_EQ(from.receive(6), "hello\n");
    run(listener.drain(50ms));
    EXPECT_EQ(from.receiveAll(), "");
    listeners_.clear();
}

TEST_F(ListenerTest, OutlivesASessionThatThrows)
{
    auto& listener = listen(loopback(), [](std::unique_ptr<Stream> accepted) {
        return [](std::unique_ptr<Stream> stream) -> Task<> {
            const Received received = co_await stream->read(10s);
            if (received.bytes == "throw")
                throw std::runtime_error("on purpose");
        }(std::move(accepted));
    });
    TestClient from(listener.port());
    from.send("throw");
    EXPECT_EQ(from.receiveAll(), "");
    TestClient next(listener.port());
    next.send("x");
    EXPECT_EQ(next.receiveAll(), "");
}

TEST_F(ListenerTest, ListensOnUnixSockets)
{
    const TestFolder folder;
    auto settings = loopback();
    settings.address = {.path = folder.path() / "lmtp.sock", .mode = 0600};
    std::promise<Endpoint> peer;
    const auto session = [&peer](std::unique_ptr<Stream> stream) {
        peer.set_value(stream->peer());
        return greet(std::move(stream));
    };
    listen(settings, session);
    struct stat status{};
    ASSERT_EQ(stat(settings.address.path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);

    const auto twice = Listener::open(threads_, limits_, settings, session);
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().text.find("another server"), std::string::npos) << twice.error().text;

    boost::asio::io_context context;
    boost::asio::local::stream_protocol::socket client(context);
    client.connect(boost::asio::local::stream_protocol::endpoint(settings.address.path.string()));
    char hello[6] = {};
    EXPECT_EQ(::recv(client.native_handle(), hello, sizeof hello, MSG_WAITALL), 6);
    EXPECT_TRUE(peer.get_future().get().isUnix);
}

TEST_F(ListenerTest, ReplacesAnAbandonedSocket)
{
    const TestFolder folder;
    ListenAddress address;
    address.path = folder.path() / "left.sock";
    {
        const auto left = listenOn(address);
        ASSERT_TRUE(left);
    }
    EXPECT_TRUE(std::filesystem::exists(address.path));
    EXPECT_TRUE(listenOn(address));
    address.path = folder.path() / "file";
    std::ofstream(address.path) << "not a socket";
    EXPECT_FALSE(listenOn(address));
    EXPECT_TRUE(std::filesystem::exists(address.path));
    address.path = folder.path() / std::string(200, 'x');
    EXPECT_FALSE(listenOn(address));
}

TEST_F(ListenerTest, SaysWhereItCannotListen)
{
    auto& listener = listen(loopback(), greet);
    auto taken = loopback();
    taken.address.port = listener.port();
    const auto opened = Listener::open(threads_, limits_, taken, greet);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().text.find(listener.local().text()), std::string::npos);
    EXPECT_NE(opened.error().text.find("another server"), std::string::npos);
    taken.address.address = "localhost";
    EXPECT_FALSE(Listener::open(threads_, limits_, taken, greet));
    taken.implicitTls = true;
    EXPECT_FALSE(Listener::open(threads_, limits_, taken, greet));
}

TEST_F(ListenerTest, ListensOnBothFamiliesOfOnePort)
{
    ListenAddress four;
    four.address = "0.0.0.0";
    const auto first = listenOn(four);
    ASSERT_TRUE(first);
    ListenAddress six;
    six.address = "::";
    six.port = localEndpoint(*first).port;
    const auto second = listenOn(six);
    EXPECT_TRUE(second || second.error().code == "NO-IPV6") << second.error().text;
}

} // namespace postamt::net
