#include "net/tcp_client.h"
#include "net/test_server.h"

namespace postamt::net {

namespace {

using namespace std::chrono_literals;

/// "tls" turns TLS on, anything else is repeated.
Task<> answer(std::unique_ptr<Stream> stream)
{
    for (;;) {
        const Received received = co_await stream->read(10s);
        if (received.kind != Received::Kind::Data)
            break;
        const std::string text(received.bytes);
        co_await stream->write(text);
        if (text == "tls") {
            const Result<> secured = co_await stream->startTls();
            if (!secured)
                break;
        }
    }
    co_await stream->shutdown();
}

Task<std::string> converse(std::string host, std::uint16_t port, TlsClientConfig config)
{
    const TlsMode mode = config.mode;
    const Executor executor = co_await boost::asio::this_coro::executor;
    auto stream = co_await connect(executor, host, port, config);
    if (!stream)
        co_return stream.error().text;
    Stream& connection = **stream;
    if (mode == TlsMode::StartTls) {
        const std::string ask = "tls";
        co_await connection.write(ask);
        co_await connection.read(10s);
        const Result<> secured = co_await connection.startTls();
        if (!secured)
            co_return secured.error().text;
    }
    const std::string text = "hello";
    co_await connection.write(text);
    const Received received = co_await connection.read(10s);
    std::string heard(received.bytes);
    heard += connection.isSecure() ? " securely" : "";
    co_await connection.shutdown();
    co_return heard;
}

struct TcpClientTest : TestServer {
    static TlsClientConfig config(TlsMode mode)
    {
        return {
            .mode = mode,
            .serverName = {},
            .verify = true,
            .caFile = TestCertificates::shared().first.ca,
        };
    }

    std::string
    talk(const Listener& listener, TlsClientConfig config, const char* host = "localhost")
    {
        return run(converse(host, listener.port(), std::move(config)));
    }
};

} // namespace

TEST_F(TcpClientTest, ConnectsInEachMode)
{
    auto& plain = listen(loopbackTls(false), answer);
    auto& secure = listen(loopbackTls(true), answer);
    EXPECT_EQ(talk(plain, config(TlsMode::None)), "hello");
    EXPECT_EQ(talk(plain, config(TlsMode::StartTls)), "hello securely");
    EXPECT_EQ(talk(secure, config(TlsMode::Implicit)), "hello securely");
    EXPECT_EQ(talk(secure, config(TlsMode::Implicit), "127.0.0.1"), "hello securely");
}

TEST_F(TcpClientTest, ChecksWhoAnswers)
{
    auto& listener = listen(loopbackTls(true), answer);
    auto expected = config(TlsMode::Implicit);
    expected.serverName = "mail.example.test.";
    EXPECT_EQ(talk(listener, expected), "hello securely");

    auto other = config(TlsMode::Implicit);
    other.serverName = "other.example.test";
    EXPECT_NE(talk(listener, other).find("hostname mismatch"), std::string::npos)
        << talk(listener, other);
    other.serverName = "192.0.2.1";
    EXPECT_NE(talk(listener, other).find("IP address mismatch"), std::string::npos);
    other.verify = false;
    EXPECT_EQ(talk(listener, other), "hello securely");

    auto system = config(TlsMode::Implicit);
    system.caFile.clear();
    EXPECT_NE(talk(listener, system).find("certificate verify failed"), std::string::npos);
    system.caFile = "/nonexistent.pem";
    EXPECT_NE(talk(listener, system).find("cannot read the CA file"), std::string::npos);
}

TEST_F(TcpClientTest, SaysWhyItCannotConnect)
{
    std::uint16_t freePort = 0;
    {
        ListenAddress address;
        address.address = "127.0.0.1";
        const auto socket = listenOn(address);
        ASSERT_TRUE(socket);
        freePort = localEndpoint(*socket).port;
    }
    const auto refused = run(converse("127.0.0.1", freePort, config(TlsMode::None)));
    EXPECT_NE(refused.find("cannot connect to 127.0.0.1 port"), std::string::npos) << refused;
    EXPECT_NE(refused.find("refused"), std::string::npos) << refused;
}

TEST_F(TcpClientTest, GivesUpOnASilentServer)
{
    // listens, but nobody accepts and shakes hands
    ListenAddress address;
    address.address = "127.0.0.1";
    const auto socket = listenOn(address);
    ASSERT_TRUE(socket);
    StreamSettings settings;
    settings.handshakeTimeout = 50ms;
    auto stream = run(connect(
        threads_.executor(0),
        "127.0.0.1",
        localEndpoint(*socket).port,
        config(TlsMode::Implicit),
        settings
    ));
    ASSERT_FALSE(stream);
    EXPECT_NE(stream.error().text.find("took too long"), std::string::npos) << stream.error().text;
}

} // namespace postamt::net
