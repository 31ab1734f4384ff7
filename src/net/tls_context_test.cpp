#include "net/private_file.h"
#include "net/test_client.h"
#include "net/test_server.h"
#include "net/tls_context.h"

#include <fstream>

namespace postamt::net {

namespace {

using SavedSession = std::unique_ptr<SSL_SESSION, openssl::Free<SSL_SESSION_free>>;

/// Says one line about its TLS, then repeats what it hears.
Task<> describe(std::unique_ptr<Stream> stream)
{
    const TlsState state = stream->tls();
    const std::string line = state.protocol + " " + state.alpn + " " + state.serverName
        + (state.isResumed ? " resumed\n" : "\n");
    co_await stream->write(line);
    for (;;) {
        const Received received = co_await stream->read(std::chrono::seconds(10));
        if (received.kind != Received::Kind::Data)
            break;
        const std::string copy(received.bytes);
        co_await stream->write(copy);
    }
    co_await stream->shutdown();
}

struct TlsContextTest : TestServer {
    openssl::Context client{SSL_CTX_new(TLS_client_method())};

    void SetUp() override
    {
        TestServer::SetUp();
        SSL_CTX_load_verify_file(client.get(), TestCertificates::shared().first.ca.c_str());
        SSL_CTX_set_verify(client.get(), SSL_VERIFY_PEER, nullptr);
    }

    static std::string line(TestClient& from)
    {
        std::string text;
        while (!text.ends_with('\n')) {
            const std::string next = from.receive(1);
            if (next.empty())
                break;
            text += next;
        }
        return text;
    }

    static std::string subject(const TestClient& of)
    {
        char name[256] = {};
        X509* certificate = SSL_get0_peer_certificate(of.ssl());
        X509_NAME_get_text_by_NID(
            X509_get_subject_name(certificate), NID_commonName, name, sizeof name
        );
        return name;
    }

    /// The line of describe() for a client that asks for these.
    std::string greeting(const Listener& listener, const std::string& alpn, const std::string& name)
    {
        TestClient from(listener.port());
        from.alpn = alpn;
        from.serverName = name;
        return from.startTls(client.get()) ? line(from) : from.trouble();
    }
};

} // namespace

TEST_F(TlsContextTest, ShakesHands)
{
    auto& listener = listen(loopbackTls(true), describe);
    EXPECT_EQ(greeting(listener, "", ""), "TLSv1.3  \n");
    SSL_CTX_set_max_proto_version(client.get(), TLS1_2_VERSION);
    EXPECT_EQ(greeting(listener, "", ""), "TLSv1.2  \n");
    SSL_CTX_set_cipher_list(client.get(), "AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256");
    EXPECT_NE(greeting(listener, "", "").find("handshake failure"), std::string::npos);
}

TEST_F(TlsContextTest, RefusesOldVersions)
{
    auto& listener = listen(loopbackTls(true), describe);
    SSL_CTX_set_security_level(client.get(), 0);
    SSL_CTX_set_min_proto_version(client.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(client.get(), TLS1_1_VERSION);
    EXPECT_NE(greeting(listener, "", "").find("protocol version"), std::string::npos);
}

TEST_F(TlsContextTest, ChoosesTheProtocol)
{
    auto& listener = listen(loopbackTls(true, {"imap", "postamt"}), describe);
    EXPECT_EQ(greeting(listener, "imap", ""), "TLSv1.3 imap \n");
    EXPECT_EQ(greeting(listener, "postamt", ""), "TLSv1.3 postamt \n");
    EXPECT_EQ(greeting(listener, "", ""), "TLSv1.3  \n");
    for (const char* other : {"http/1.1", "h2", "IMAP", "ima", "imap4"}) {
        const std::string trouble = greeting(listener, other, "");
        EXPECT_NE(trouble.find("no application protocol"), std::string::npos)
            << other << ": " << trouble;
    }
    SSL_CTX_set_max_proto_version(client.get(), TLS1_2_VERSION);
    EXPECT_NE(
        greeting(listener, "http/1.1", "").find("no application protocol"), std::string::npos
    );
    EXPECT_EQ(greeting(listener, "imap", ""), "TLSv1.2 imap \n");
}

TEST_F(TlsContextTest, IgnoresTheServerName)
{
    auto& listener = listen(loopbackTls(true), describe);
    for (const std::string& name :
         {std::string("mail.example.test"),
          std::string("mail.example.test."),
          std::string("nobody.test"),
          std::string(255, 'a'),
          std::string("\xff'; --")})
        EXPECT_EQ(greeting(listener, "", name), "TLSv1.3  " + name + "\n");
}

TEST_F(TlsContextTest, ResumesAlsoAcrossAReload)
{
    for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
        SSL_CTX_set_max_proto_version(client.get(), version);
        auto& listener = listen(loopbackTls(true), describe);
        const auto& files = TestCertificates::shared();
        ASSERT_TRUE(tls_->reload({files.first.certificate, files.first.key}));
        SavedSession session;
        {
            TestClient first(listener.port());
            ASSERT_TRUE(first.startTls(client.get()));
            EXPECT_EQ(line(first).find("resumed"), std::string::npos);
            session.reset(SSL_get1_session(first.ssl()));
        }
        ASSERT_TRUE(tls_->reload({files.second.certificate, files.second.key}));
        TestClient second(listener.port());
        ASSERT_TRUE(second.startTls(client.get(), session.get()));
        EXPECT_NE(line(second).find("resumed"), std::string::npos);
        EXPECT_EQ(SSL_session_reused(second.ssl()), 1);
    }
}

TEST_F(TlsContextTest, ReloadsUnderLivingSessions)
{
    const auto& files = TestCertificates::shared();
    auto& listener = listen(loopbackTls(true), describe);
    TestClient old(listener.port());
    ASSERT_TRUE(old.startTls(client.get()));
    EXPECT_EQ(subject(old), "mail.example.test");
    line(old);

    ASSERT_TRUE(tls_->reload({files.second.certificate, files.second.key}));
    TestClient fresh(listener.port());
    ASSERT_TRUE(fresh.startTls(client.get()));
    EXPECT_EQ(subject(fresh), "new.example.test");

    old.send("still here");
    EXPECT_EQ(old.receive(10), "still here");
}

TEST_F(TlsContextTest, KeepsTheOldCertificateIfTheNewOneIsBad)
{
    const auto& files = TestCertificates::shared();
    auto& listener = listen(loopbackTls(true), describe);
    const auto junk = files.folder.path() / "junk.pem";
    ASSERT_TRUE(writeFile(junk, "no certificate\n", 0600));

    struct Case {
        TlsServerSettings settings;
        std::string says;
    };

    const std::vector<Case> cases{
        {{files.folder.path() / "absent.pem", files.first.key}, "No such file"     },
        {{junk, files.first.key},                               "no certificate in"},
        {{files.first.certificate, junk},                       "no usable key"    },
        {{files.first.certificate, files.second.key},           "key"              },
    };
    for (const auto& [settings, says] : cases) {
        const auto reloaded = tls_->reload(settings);
        ASSERT_FALSE(reloaded) << says;
        EXPECT_NE(reloaded.error().text.find(says), std::string::npos) << reloaded.error().text;
        EXPECT_FALSE(TlsContext::open(settings));
    }
    EXPECT_EQ(greeting(listener, "", ""), "TLSv1.3  \n");
    EXPECT_TRUE(tls_->reload());
}

TEST_F(TlsContextTest, DoesWithoutTickets)
{
    const auto& files = TestCertificates::shared().first;
    auto& listener = listen(loopbackTls(true), describe);
    ASSERT_TRUE(tls_->reload({files.certificate, files.key, false}));
    TestClient first(listener.port());
    ASSERT_TRUE(first.startTls(client.get()));
    line(first);
    const SavedSession session(SSL_get1_session(first.ssl()));
    EXPECT_EQ(SSL_SESSION_has_ticket(session.get()), 0);
}

} // namespace postamt::net
