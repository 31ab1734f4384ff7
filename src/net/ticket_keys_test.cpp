#include "net/test_server.h"
#include "net/ticket_keys.h"

#include <gtest/gtest.h>

namespace postamt::net {

namespace {

using SavedSession = std::unique_ptr<SSL_SESSION, openssl::Free<SSL_SESSION_free>>;

std::chrono::steady_clock::time_point testTime;

std::chrono::steady_clock::time_point testNow()
{
    return testTime;
}

/// Shakes hands in memory, with TLS 1.2 or 1.3.
struct TicketKeysTest : testing::TestWithParam<int> {
    openssl::Context client{SSL_CTX_new(TLS_client_method())};
    openssl::Context server{SSL_CTX_new(TLS_server_method())};
    TicketKeys keys{testNow};
    bool resumed = false;

    void SetUp() override
    {
        const auto& files = TestCertificates::shared().first;
        SSL_CTX_use_certificate_chain_file(server.get(), files.certificate.c_str());
        SSL_CTX_use_PrivateKey_file(server.get(), files.key.c_str(), SSL_FILETYPE_PEM);
        SSL_CTX_set_max_proto_version(server.get(), GetParam());
        SSL_CTX_set_session_cache_mode(server.get(), SSL_SESS_CACHE_OFF); // tickets only
        keys.attach(server.get());
    }

    SavedSession shakeHands(SSL_SESSION* session)
    {
        const openssl::Session clientSide(SSL_new(client.get()));
        const openssl::Session serverSide(SSL_new(server.get()));
        BIO* toClient = nullptr;
        BIO* toServer = nullptr;
        BIO_new_bio_pair(&toClient, 0, &toServer, 0);
        SSL_set_bio(clientSide.get(), toServer, toServer);
        SSL_set_bio(serverSide.get(), toClient, toClient);
        SSL_set_connect_state(clientSide.get());
        SSL_set_accept_state(serverSide.get());
        if (session)
            SSL_set_session(clientSide.get(), session);
        char byte = 0;
        for (int i = 0; i < 10; ++i) {
            SSL_do_handshake(clientSide.get());
            SSL_do_handshake(serverSide.get());
        }
        EXPECT_EQ(SSL_is_init_finished(serverSide.get()), 1);
        SSL_read(clientSide.get(), &byte, 1); // takes the tickets of TLS 1.3
        resumed = SSL_session_reused(clientSide.get()) == 1;
        SavedSession saved(SSL_get1_session(clientSide.get()));
        SSL_shutdown(clientSide.get());
        return saved;
    }
};

} // namespace

TEST_P(TicketKeysTest, AreUsedForADayAndAcceptedForTwo)
{
    const auto first = shakeHands(nullptr);
    EXPECT_FALSE(resumed);
    testTime += TicketKeys::life - std::chrono::minutes(1);
    const auto second = shakeHands(first.get());
    EXPECT_TRUE(resumed);
    testTime += std::chrono::minutes(1);
    const auto third = shakeHands(second.get()); // by the previous key, renewed by the current one
    EXPECT_TRUE(resumed);
    testTime += TicketKeys::life;
    shakeHands(second.get());
    EXPECT_FALSE(resumed);
    shakeHands(third.get());
    EXPECT_TRUE(resumed);
}

TEST_P(TicketKeysTest, RejectThoseOfAnotherServer)
{
    const auto session = shakeHands(nullptr);
    TicketKeys others(testNow);
    others.attach(server.get());
    shakeHands(session.get());
    EXPECT_FALSE(resumed);
}

INSTANTIATE_TEST_SUITE_P(Versions, TicketKeysTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION));

} // namespace postamt::net
