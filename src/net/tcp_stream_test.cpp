#include "net/tcp_stream.h"
#include "net/test_client.h"
#include "net/test_server.h"

#include <boost/asio/post.hpp>

#include <array>
#include <atomic>

namespace postamt::net {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds patience = 10s;

const char* nameOf(Received::Kind kind)
{
    switch (kind) {
    case Received::Kind::Data:
        return "data";
    case Received::Kind::Closed:
        return "closed";
    case Received::Kind::TimedOut:
        return "timed out";
    case Received::Kind::Woken:
        return "woken";
    case Received::Kind::Failed:
        return "failed";
    }
    return "?";
}

/// Repeats everything, a large piece at a time.
Task<> echo(std::unique_ptr<Stream> stream)
{
    std::string held;
    for (;;) {
        const Received received = co_await stream->read(patience);
        if (received.kind == Received::Kind::Data)
            held += received.bytes;
        if (received.kind != Received::Kind::Data || held.size() >= 128 * 1024
            || held.ends_with('\n')) {
            const Result<> written = co_await stream->write(held);
            held.clear();
            if (!written)
                break;
        }
        if (received.kind != Received::Kind::Data)
            break;
    }
    co_await stream->shutdown();
}

/// Says how its first read() ended, then how a second one did.
Task<> sayHowReadEnds(std::unique_ptr<Stream> stream, std::chrono::milliseconds timeout)
{
    for (int i = 0; i < 2; ++i) {
        const Received received = co_await stream->read(timeout);
        const std::string text = std::string(nameOf(received.kind)) + "\n";
        co_await stream->write(text);
    }
    co_await stream->shutdown();
}

/// As a protocol does: answers "tls" with "go", throws away the rest, shakes hands, repeats lines.
Task<> upgrade(std::unique_ptr<Stream> stream, std::string* error)
{
    const Received received = co_await stream->read(patience);
    const bool asked = received.bytes.starts_with("tls\n");
    const std::string answer = asked ? "go\n" : "what?\n";
    co_await stream->write(answer);
    const Result<> secured = co_await stream->startTls();
    if (!secured) {
        *error = secured.error().text;
        co_return;
    }
    co_await echo(std::move(stream));
}

/// Writes as much as the other side takes, `total` bytes at most; tells how much and how it ended.
Task<> pour(
    std::unique_ptr<Stream> stream,
    std::size_t total,
    std::atomic<std::size_t>* written,
    std::promise<Result<>>* done
)
{
    const std::string piece(128 * 1024, 'p');
    Result<> result;
    while (result && *written < total) {
        result = co_await stream->write(piece);
        if (result)
            *written += piece.size();
    }
    co_await stream->shutdown();
    done->set_value(std::move(result));
}

Task<> hangUp(std::unique_ptr<Stream> stream)
{
    co_await stream->shutdown();
}

std::string pattern(std::size_t size)
{
    std::string text;
    text.reserve(size);
    for (std::uint32_t i = 0; text.size() < size; ++i)
        text += std::to_string(i * 2654435761U) + " ";
    text.resize(size - 1);
    return text + "\n";
}

struct TcpStreamTest : TestServer {
    openssl::Context client{SSL_CTX_new(TLS_client_method())};
};

} // namespace

TEST_F(TcpStreamTest, KnowsBothEnds)
{
    std::promise<std::pair<Endpoint, Endpoint>> ends;
    auto& listener = listen(loopback(), [&ends](std::unique_ptr<Stream> stream) {
        ends.set_value({stream->peer(), stream->local()});
        return hangUp(std::move(stream));
    });
    const TestClient from(listener.port());
    const auto [peer, local] = ends.get_future().get();
    EXPECT_EQ(peer.address, "127.0.0.1");
    EXPECT_TRUE(peer.isLoopback);
    EXPECT_EQ(local.text(), "127.0.0.1:" + std::to_string(listener.port()));
}

TEST_F(TcpStreamTest, CarriesMegabytesEachWay)
{
    auto& plain = listen(loopback(), echo);
    auto& secure = listen(loopbackTls(true), echo);
    const std::string text = pattern(3'000'000);
    for (const bool isSecure : {false, true}) {
        TestClient from(isSecure ? secure.port() : plain.port());
        if (isSecure) {
            ASSERT_TRUE(from.startTls(client.get()));
        }
        std::thread sender([&] {
            from.send(text);
            if (!isSecure)
                from.end();
        });
        // a TLS connection of OpenSSL may not be used by two threads
        if (isSecure)
            sender.join();
        EXPECT_TRUE(from.receive(text.size()) == text);
        if (!isSecure)
            sender.join();
    }
}

TEST_F(TcpStreamTest, GivesWhatTlsHasBuffered)
{
    auto& listener = listen(loopbackTls(true), echo);
    TestClient from(listener.port());
    ASSERT_TRUE(from.startTls(client.get()));
    // many small records in one packet: after the first read the socket has nothing more
    std::string expected;
    for (int i = 0; i < 200; ++i) {
        const std::string line = std::to_string(i) + "\n";
        from.send(line);
        expected += line;
    }
    EXPECT_EQ(from.receive(expected.size()), expected);
}

TEST_F(TcpStreamTest, TimesOutAndGoesOn)
{
    auto& listener = listen(loopback(), [](std::unique_ptr<Stream> stream) {
        return sayHowReadEnds(std::move(stream), 20ms);
    });
    TestClient from(listener.port());
    EXPECT_EQ(from.receive(10), "timed out\n");
    EXPECT_EQ(from.receiveAll(), "timed out\n");
}

TEST_F(TcpStreamTest, ChangesTimeoutsEitherWay)
{
    // a short wait after a long one must not ring late, nor a long one after a short one early
    auto& listener = listen(loopback(), [](std::unique_ptr<Stream> accepted) -> Task<> {
        return [](std::unique_ptr<Stream> stream) -> Task<> {
            std::string text;
            for (const std::chrono::milliseconds timeout : {patience, 10ms, patience}) {
                const Received received = co_await stream->read(timeout);
                text = std::string(nameOf(received.kind)) + "\n";
                co_await stream->write(text);
            }
            co_await stream->shutdown();
        }(std::move(accepted));
    });
    TestClient from(listener.port());
    from.send("1");
    EXPECT_EQ(from.receive(5), "data\n");
    EXPECT_EQ(from.receive(10), "timed out\n");
    std::this_thread::sleep_for(30ms);
    from.send("2");
    EXPECT_EQ(from.receiveAll(), "data\n");
}

TEST_F(TcpStreamTest, IsWokenByOtherThreads)
{
    std::promise<Stream*> opened;
    auto& listener = listen(loopback(), [&opened](std::unique_ptr<Stream> stream) {
        opened.set_value(stream.get());
        return sayHowReadEnds(std::move(stream), patience);
    });
    TestClient from(listener.port());
    Stream* stream = opened.get_future().get();
    boost::asio::post(stream->executor(), [stream] { stream->wake(); });
    EXPECT_EQ(from.receive(6), "woken\n");
    from.send("x");
    EXPECT_EQ(from.receiveAll(), "data\n");
}

TEST_F(TcpStreamTest, IsWokenBeforeItReads)
{
    auto& listener = listen(loopback(), [](std::unique_ptr<Stream> stream) {
        stream->wake();
        stream->wake();
        return sayHowReadEnds(std::move(stream), patience);
    });
    TestClient from(listener.port());
    from.send("x");
    EXPECT_EQ(from.receiveAll(), "woken\ndata\n");
}

TEST_F(TcpStreamTest, TellsHowTheOtherSideEnded)
{
    std::promise<Received::Kind> ended;
    auto& listener = listen(loopback(), [&ended](std::unique_ptr<Stream> accepted) {
        return [](std::unique_ptr<Stream> stream, std::promise<Received::Kind>* out) -> Task<> {
            const Received received = co_await stream->read(patience);
            out->set_value(received.kind);
        }(std::move(accepted), &ended);
    });
    TestClient(listener.port()).end();
    EXPECT_EQ(ended.get_future().get(), Received::Kind::Closed);
    ended = {};
    TestClient(listener.port()).abort();
    EXPECT_EQ(ended.get_future().get(), Received::Kind::Failed);
}

TEST_F(TcpStreamTest, BecomesSecure)
{
    std::string error;
    auto& listener = listen(loopbackTls(false), [&error](std::unique_ptr<Stream> stream) {
        return upgrade(std::move(stream), &error);
    });
    TestClient from(listener.port());
    from.send("tls\nINJECTED\n");
    EXPECT_EQ(from.receive(3), "go\n");
    ASSERT_TRUE(from.startTls(client.get())) << from.trouble();
    from.send("hello\n");
    EXPECT_EQ(from.receive(6), "hello\n"); // and nothing of what was sent before
}

TEST_F(TcpStreamTest, TakesPlainBytesForNoHandshake)
{
    std::promise<void> over;
    std::string error;
    auto& listener = listen(loopbackTls(false), [&](std::unique_ptr<Stream> accepted) {
        return [](std::unique_ptr<Stream> stream, std::string* said, std::promise<void>* done
               ) -> Task<> {
            co_await upgrade(std::move(stream), said);
            done->set_value();
        }(std::move(accepted), &error, &over);
    });
    TestClient from(listener.port());
    from.send("tls\n");
    EXPECT_EQ(from.receive(3), "go\n");
    from.send("a002 LOGIN alice secret\r\n");
    from.receiveAll();
    over.get_future().get();
    EXPECT_TRUE(error.starts_with("the TLS handshake failed: TLS: ")) << error;
}

TEST_F(TcpStreamTest, SharesItsChannelBindings)
{
    std::promise<TlsState> states;
    auto& listener = listen(loopbackTls(true), [&states](std::unique_ptr<Stream> stream) {
        states.set_value(stream->tls());
        return hangUp(std::move(stream));
    });
    for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
        states = {};
        SSL_CTX_set_max_proto_version(client.get(), version);
        TestClient from(listener.port());
        ASSERT_TRUE(from.startTls(client.get()));
        std::string exporter(32, '\0');
        SSL_export_keying_material(
            from.ssl(),
            reinterpret_cast<unsigned char*>(exporter.data()),
            32,
            "EXPORTER-Channel-Binding",
            24,
            reinterpret_cast<const unsigned char*>(""),
            0,
            1
        );
        std::string hash(32, '\0');
        unsigned int size = 0;
        X509_digest(
            SSL_get0_peer_certificate(from.ssl()),
            EVP_sha256(),
            reinterpret_cast<unsigned char*>(hash.data()),
            &size
        );
        const TlsState state = states.get_future().get();
        EXPECT_EQ(state.exporter, exporter);
        EXPECT_EQ(state.serverEndPoint, hash);
        EXPECT_FALSE(state.cipher.empty());
    }
}

TEST_F(TcpStreamTest, SaysGoodbyeInTls)
{
    auto& listener = listen(loopbackTls(true), echo);
    TestClient from(listener.port());
    ASSERT_TRUE(from.startTls(client.get()));
    from.send("last\n");
    EXPECT_EQ(from.receive(5), "last\n");
    SSL_shutdown(from.ssl());
    from.receiveAll();
    EXPECT_TRUE(from.endedInOrder());
}

TEST_F(TcpStreamTest, LetsTheClientReadTheLastLine)
{
    // the client has sent more than the session reads: a plain close() would reset the connection
    auto& listener = listen(loopback(), [](std::unique_ptr<Stream> stream) {
        return sayHowReadEnds(std::move(stream), patience);
    });
    TestClient from(listener.port());
    from.send(std::string(500'000, 'x'));
    from.end();
    EXPECT_EQ(from.receiveAll(), "data\ndata\n");
    EXPECT_TRUE(from.endedInOrder());
}

TEST_F(TcpStreamTest, HoldsLittleForASlowReader)
{
    constexpr std::size_t total = 64UL << 20U;
    for (const bool isSecure : {false, true}) {
        std::atomic<std::size_t> written = 0;
        std::promise<Result<>> done;
        auto settings = loopbackTls(isSecure);
        settings.stream.writeTimeout = 200ms;
        settings.stream.lingerTimeout = 0ms;
        auto& listener = listen(settings, [&](std::unique_ptr<Stream> stream) {
            return pour(std::move(stream), total, &written, &done);
        });
        TestClient from;
        const int small = 16384;
        ::setsockopt(from.descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        from.connect(listener.port());
        if (isSecure) {
            ASSERT_TRUE(from.startTls(client.get()));
        }
        const Result<> result = done.get_future().get();
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().fault, Fault::Temporary);
        EXPECT_LT(written.load(), 8UL << 20U);
    }
}

TEST_F(TcpStreamTest, WaitsNotForAByteNowAndThen)
{
    constexpr std::size_t total = 64UL << 20U;
    std::atomic<std::size_t> written = 0;
    std::promise<Result<>> done;
    auto settings = loopback();
    settings.stream.writeTimeout = 500ms;
    settings.stream.lingerTimeout = 0ms;
    auto& listener = listen(settings, [&](std::unique_ptr<Stream> stream) {
        return pour(std::move(stream), total, &written, &done);
    });
    TestClient from;
    const int small = 4096;
    ::setsockopt(from.descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    from.connect(listener.port());
    auto result = done.get_future();
    // at most 16 KB in each 800 ms, but something always
    for (int i = 0; i < 400 && result.wait_for(100ms) != std::future_status::ready; ++i) {
        std::array<char, 2048> piece;
        (void)::recv(from.descriptor(), piece.data(), piece.size(), MSG_DONTWAIT);
    }
    ASSERT_EQ(result.wait_for(0ms), std::future_status::ready)
        << "it was waited for the slow reader";
    EXPECT_FALSE(result.get());
}

TEST_F(TcpStreamTest, LeavesTimeToOthers)
{
    std::promise<bool> othersRan;
    auto& listener = listen(loopback(), [&othersRan](std::unique_ptr<Stream> accepted) {
        return [](std::unique_ptr<Stream> stream, std::promise<bool>* out) -> Task<> {
            bool ran = false;
            boost::asio::post(stream->executor(), [&ran] { ran = true; });
            for (int i = 0; i < 100; ++i) {
                stream->wake(); // so that read() never has to wait
                co_await stream->read(patience);
            }
            out->set_value(ran);
        }(std::move(accepted), &othersRan);
    });
    const TestClient from(listener.port());
    EXPECT_TRUE(othersRan.get_future().get());
}

} // namespace postamt::net
