#include "net/test_client.h"
#include "net/test_client_certificate.h"
#include "net/test_server.h"
#include "net/tls_context.h"

#include <atomic>

namespace postamt::net {

namespace {

using SavedSession = std::unique_ptr<SSL_SESSION, openssl::Free<SSL_SESSION_free>>;

/// When the certificate ends that describe() has seen last.
std::atomic<UnixSeconds> lastEnd = 0;

/// Says whom the client's certificate names.
Task<> describe(std::unique_ptr<Stream> stream)
{
    std::string line = "nobody";
    const TlsState state = stream->tls();
    if (state.clientCertificate) {
        line = "cn=" + state.clientCertificate->commonName;
        lastEnd = state.clientCertificate->ends;
        for (const auto& email : state.clientCertificate->emails)
            line += " " + email;
    }
    line += state.isResumed ? " resumed" : "";
    co_await stream->write(line);
    co_await stream->shutdown();
}

struct ClientCertificateTest : TestServer {
    TestFolder folder;
    TestAuthority authority{"Clients"};
    TestAuthority other{"Others"};
    std::filesystem::path file = folder.path() / "clients.pem";

    static openssl::Context context()
    {
        return openssl::Context(SSL_CTX_new(TLS_client_method()));
    }

    Listener& server(bool asks)
    {
        authority.save(file);
        const auto& files = TestCertificates::shared().first;
        TlsServerSettings settings{.certificate = files.certificate, .key = files.key};
        if (asks)
            settings.clientAuthorities = file;
        auto opened = TlsContext::open(settings);
        EXPECT_TRUE(opened) << opened.error().text;
        tls_ = *opened;
        return listen(loopbackTls(true, {}), describe);
    }

    static std::string
    heard(const Listener& listener, SSL_CTX* client, SSL_SESSION* session = nullptr)
    {
        TestClient one(listener.port());
        if (!one.startTls(client, session))
            return one.trouble();
        return one.receiveAll();
    }

    std::string heardWith(const Listener& listener, const TestAuthority& from, const TestAuthority::Wanted& wanted, int version = 0)
    {
        const auto client = context();
        SSL_CTX_set_max_proto_version(client.get(), version);
        from.issue(client.get(), wanted);
        return heard(listener, client.get());
    }
};

TEST_F(ClientCertificateTest, NamesWhomACaVouchesFor)
{
    const auto& listener = server(true);
    for (const int version : {0, TLS1_2_VERSION}) {
        EXPECT_EQ(
            heardWith(listener, authority, {.names = "email:a@b.test"}, version),
            "cn=Somebody a@b.test"
        );
    }
    EXPECT_EQ(
        heardWith(
            listener, authority, {.names = "email:a@b.test,DNS:c.test,email:d@e.test", .usage = ""}
        ),
        "cn=Somebody a@b.test d@e.test"
    );
    EXPECT_EQ(heardWith(listener, authority, {.names = "", .commonName = "x@y.test"}), "cn=x@y.test");
}

TEST_F(ClientCertificateTest, SaysWhenItEnds)
{
    const auto& listener = server(true);
    // the last is behind the year 2050, where dates are written in another way
    for (const long life : {3600L, 86400L, 40L * 365 * 86400}) {
        const UnixSeconds before = SystemClock().seconds();
        heardWith(listener, authority, {.names = "email:a@b.test", .life = life});
        EXPECT_GE(lastEnd, before + life);
        EXPECT_LE(lastEnd, SystemClock().seconds() + life);
    }
}

TEST_F(ClientCertificateTest, OthersAreNobodyButWelcome)
{
    const auto& listener = server(true);
    EXPECT_EQ(heard(listener, context().get()), "nobody");
    for (const int version : {0, TLS1_2_VERSION}) {
        EXPECT_EQ(heardWith(listener, other, {.names = "email:a@b.test"}, version), "nobody");
        EXPECT_EQ(
            heardWith(listener, authority, {.names = "email:a@b.test", .life = -60}, version),
            "nobody"
        );
        EXPECT_EQ(
            heardWith(listener, authority, {.names = "email:a@b.test", .usage = "serverAuth"}, version),
            "nobody"
        );
    }
}

TEST_F(ClientCertificateTest, NobodyIsAskedWithoutCas)
{
    const auto& listener = server(false);
    const auto client = context();
    static int asked;
    asked = 0;
    SSL_CTX_set_client_cert_cb(client.get(), [](SSL*, X509**, EVP_PKEY**) {
        ++asked;
        return 0;
    });
    EXPECT_EQ(heard(listener, client.get()), "nobody");
    EXPECT_EQ(asked, 0);
    const auto& asking = server(true);
    EXPECT_EQ(heard(asking, client.get()), "nobody");
    EXPECT_EQ(asked, 1);
}

TEST_F(ClientCertificateTest, NobodyIsAskedWhereNobodyLogsIn)
{
    server(true);
    auto settings = loopbackTls(true, {});
    settings.tls = std::make_shared<const ServerTls>(
        ServerTls{.context = tls_, .protocols = {}, .asksClients = false}
    );
    const auto& listener = listen(std::move(settings), describe);
    for (const int version : {0, TLS1_2_VERSION})
        EXPECT_EQ(heardWith(listener, authority, {.names = "email:a@b.test"}, version), "nobody");
}

TEST_F(ClientCertificateTest, AResumedSessionKnowsItUntilTheCasChange)
{
    const auto& listener = server(true);
    const auto client = context();
    SSL_CTX_set_max_proto_version(client.get(), TLS1_2_VERSION);
    authority.issue(client.get(), {.names = "email:a@b.test"});
    SavedSession session;
    {
        TestClient first(listener.port());
        ASSERT_TRUE(first.startTls(client.get()));
        EXPECT_EQ(first.receiveAll(), "cn=Somebody a@b.test");
        session.reset(SSL_get1_session(first.ssl()));
    }
    EXPECT_EQ(heard(listener, client.get(), session.get()), "cn=Somebody a@b.test resumed");
    other.save(file);
    ASSERT_TRUE(tls_->reload());
    EXPECT_EQ(heard(listener, client.get(), session.get()), "nobody");
}

TEST_F(ClientCertificateTest, AFileWithoutCasIsAnError)
{
    const auto& files = TestCertificates::shared().first;
    TlsServerSettings settings{.certificate = files.certificate, .key = files.key};
    settings.clientAuthorities = folder.path() / "missing.pem";
    EXPECT_NE(TlsContext::open(settings).error().text.find("missing.pem"), std::string::npos);
    settings.clientAuthorities = files.key;
    EXPECT_FALSE(TlsContext::open(settings));
}

} // namespace

} // namespace postamt::net
