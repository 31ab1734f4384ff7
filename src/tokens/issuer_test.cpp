#include "base/clock.h"
#include "net/test_server.h"
#include "tokens/issuer.h"
#include "tokens/test_issuer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>

namespace postamt::tokens {
namespace {

constexpr UnixSeconds start = 1'772'445'600;

std::string claimsUntil(UnixSeconds end = start + 1'000'000)
{
    return fmt::format(
        R"({{"iss":"https://id.test","aud":"mail","email":"a@b.test","exp":{}}})", end
    );
}

/// Keys in a file.
class IssuerFileTest : public testing::Test {
protected:
    IssuerFileTest()
    {
        maker.makeKey("one", "EdDSA");
        publish();
    }

    void publish() const { std::ofstream(file) << maker.keySet(); }

    std::string found(const std::string& token)
    {
        boost::asio::io_context context;
        auto task = issuer.holderOf(token);
        auto future = boost::asio::co_spawn(context, std::move(task), boost::asio::use_future);
        context.run();
        const auto holder = future.get();
        return holder ? holder->address : holder.error().text;
    }

    net::TestFolder folder;
    std::filesystem::path file = folder.path() / "keys.json";
    ManualClock clock{start};
    TestIssuer maker;
    Issuer issuer{
        clock,
        {
          .rules = {.issuer = "https://id.test", .audience = "mail"},
          .keys = file,
          .keyLife = std::chrono::hours(1),
          }
    };
};

constexpr auto unknownKey = "the issuer has published no such key";
constexpr auto noKeys = "the keys of the issuer of tokens cannot be read";

TEST_F(IssuerFileTest, ReadsTheKeysOnceInTheirLife)
{
    const auto token = maker.token("one", claimsUntil());
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(found(token), "a@b.test");
    EXPECT_EQ(issuer.reads(), 1U);
    clock.advance(std::chrono::seconds(3599));
    EXPECT_EQ(found(token), "a@b.test");
    EXPECT_EQ(issuer.reads(), 1U);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(found(token), "a@b.test");
    EXPECT_EQ(issuer.reads(), 2U);
}

TEST_F(IssuerFileTest, AnUnknownKeyMakesItReadThemAtMostOnceAMinute)
{
    EXPECT_EQ(found(maker.token("one", claimsUntil())), "a@b.test");
    maker.makeKey("two", "ES256");
    publish();
    const auto token = maker.token("two", claimsUntil());
    // the keys were read a moment ago
    EXPECT_EQ(found(token), unknownKey);
    EXPECT_EQ(issuer.reads(), 1U);
    clock.advance(std::chrono::seconds(59));
    EXPECT_EQ(found(token), unknownKey);
    EXPECT_EQ(issuer.reads(), 1U);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(found(token), "a@b.test");
    EXPECT_EQ(issuer.reads(), 2U);
    // whatever is sent
    for (int i = 0; i < 100; ++i)
        found(maker.sign("two", fmt::format(R"({{"alg":"ES256","kid":"{}"}})", i), claimsUntil()));
    EXPECT_EQ(issuer.reads(), 2U);
}

TEST_F(IssuerFileTest, ATokenThatNamesNoKeyMayHaveANewOne)
{
    EXPECT_EQ(found(maker.token("one", claimsUntil())), "a@b.test");
    maker.makeKey("one", "EdDSA");
    publish();
    const auto token = maker.sign("one", R"({"alg":"EdDSA"})", claimsUntil());
    EXPECT_EQ(found(token), "the signature of the token is wrong");
    EXPECT_EQ(issuer.reads(), 1U);
    clock.advance(std::chrono::minutes(1));
    EXPECT_EQ(found(token), "a@b.test");
    EXPECT_EQ(issuer.reads(), 2U);
}

TEST_F(IssuerFileTest, AKeyThatIsTakenBackIsGoodForNothingOnceTheKeysAreReadAgain)
{
    const auto token = maker.token("one", claimsUntil());
    EXPECT_EQ(found(token), "a@b.test");
    maker.dropKey("one");
    maker.makeKey("two", "EdDSA");
    publish();
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(found(token), unknownKey);
}

TEST_F(IssuerFileTest, KeysOfBeforeStayGoodForADay)
{
    const auto token = maker.token("one", claimsUntil());
    EXPECT_EQ(found(token), "a@b.test");
    std::filesystem::remove(file);
    clock.advance(std::chrono::hours(24) - std::chrono::seconds(1));
    EXPECT_EQ(found(token), "a@b.test");
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(found(token), noKeys);
    publish();
    EXPECT_EQ(found(token), noKeys);
    clock.advance(std::chrono::minutes(1));
    EXPECT_EQ(found(token), "a@b.test");
}

/// Keys behind an https URL on loopback.
class IssuerUrlTest : public net::TestServer {
protected:
    IssuerUrlTest() { maker.makeKey("one", "ES256"); }

    /// Serves the answer to whoever asks for anything.
    std::unique_ptr<Issuer> issuerBehind(std::string answer, std::string host = "localhost")
    {
        auto session = [this, answer](std::unique_ptr<net::Stream> stream) {
            return serve(std::move(stream), answer);
        };
        const auto& listener = listen(loopbackTls(true, {}), session);
        const auto url = fmt::format("https://{}:{}/keys", host, listener.port());
        IssuerSettings settings;
        settings.rules = {.issuer = "https://id.test", .audience = "mail"};
        settings.keys = *HttpsUrl::parse(url);
        settings.fetch.caFile = net::TestCertificates::shared().first.ca;
        return std::make_unique<Issuer>(clock, std::move(settings));
    }

    Task<> serve(std::unique_ptr<net::Stream> stream, std::string answer)
    {
        std::string request;
        while (!request.ends_with("\r\n\r\n")) {
            const net::Received received = co_await stream->read(std::chrono::seconds(10));
            if (received.kind != net::Received::Kind::Data)
                co_return;
            request += received.bytes;
        }
        asked = request.substr(0, request.find('\r'));
        ++requests;
        co_await stream->write(answer);
        co_await stream->shutdown();
    }

    std::string found(Issuer& issuer, const std::string& token)
    {
        auto task = issuer.holderOf(token);
        const auto holder = run(std::move(task));
        return holder ? holder->address : holder.error().text;
    }

    std::string document(std::string_view head = "HTTP/1.1 200 OK\r\n") const
    {
        const auto keys = maker.keySet();
        return fmt::format("{}Content-Length: {}\r\n\r\n{}", head, keys.size(), keys);
    }

    ManualClock clock{start};
    TestIssuer maker;
    std::string asked;
    std::atomic<int> requests = 0;
};

TEST_F(IssuerUrlTest, FetchesTheKeys)
{
    const auto issuer = issuerBehind(document());
    const auto token = maker.token("one", claimsUntil());
    EXPECT_EQ(found(*issuer, token), "a@b.test");
    EXPECT_EQ(found(*issuer, token), "a@b.test");
    EXPECT_EQ(requests, 1);
    EXPECT_EQ(asked, "GET /keys HTTP/1.1");
}

TEST_F(IssuerUrlTest, ManyLoginsAtOnceFetchThemOnce)
{
    const auto issuer = issuerBehind(document());
    const auto token = maker.token("one", claimsUntil());
    std::vector<std::future<Result<Holder>>> logins;
    for (std::size_t i = 0; i < 20; ++i) {
        auto task = issuer->holderOf(token);
        logins.push_back(boost::asio::co_spawn(
            threads_.executor(i % 2), std::move(task), boost::asio::use_future
        ));
    }
    for (auto& login : logins)
        EXPECT_EQ(login.get().value_or(Holder()).address, "a@b.test");
    EXPECT_EQ(requests, 1);
}

TEST_F(IssuerUrlTest, ReadsChunksAndUpToTheEnd)
{
    const auto keys = maker.keySet();
    const auto token = maker.token("one", claimsUntil());
    const auto chunked = issuerBehind(fmt::format(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        keys.substr(0, 5),
        keys.size() - 5,
        keys.substr(5)
    ));
    EXPECT_EQ(found(*chunked, token), "a@b.test");
    const auto toTheEnd = issuerBehind("HTTP/1.0 200 OK\r\n\r\n" + keys);
    EXPECT_EQ(found(*toTheEnd, token), "a@b.test");
}

TEST_F(IssuerUrlTest, BelievesNothingElse)
{
    const auto token = maker.token("one", claimsUntil());
    for (const auto& answer : {
             document("HTTP/1.1 404 Not Found\r\n"),
             document("HTTP/1.1 302 Found\r\nLocation: https://id.test/\r\n"),
             document().substr(0, document().size() - 1), // cut off
             std::string("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
             std::string("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n"),
             "HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n{}",
             std::string("* OK this is no HTTP\r\n"),
             std::string(),
         }) {
        const auto issuer = issuerBehind(answer);
        EXPECT_EQ(found(*issuer, token), noKeys) << answer.substr(0, 40);
        EXPECT_EQ(issuer->reads(), 1U);
    }
}

TEST_F(IssuerUrlTest, InsistsOnTheCertificate)
{
    const auto token = maker.token("one", claimsUntil());
    const auto& listener = listen(loopbackTls(true, {}), [this](std::unique_ptr<net::Stream> stream) {
        return serve(std::move(stream), document());
    });
    IssuerSettings settings;
    settings.rules = {.issuer = "https://id.test", .audience = "mail"};
    settings.keys = *HttpsUrl::parse(fmt::format("https://localhost:{}/keys", listener.port()));
    // of the system's CAs none vouches for it
    Issuer issuer(clock, settings);
    EXPECT_EQ(found(issuer, token), noKeys);
    EXPECT_EQ(requests, 0);
}

} // namespace
} // namespace postamt::tokens
