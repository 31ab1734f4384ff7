#pragma once

#include "net/descriptor.h"
#include "net/openssl.h"

#include <gtest/gtest.h>
#include <openssl/err.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>

namespace postamt::net {

/// A client of OpenSSL's own making, blocking and simple, so that our server is not only tested
/// against our own code. Nothing blocks for longer than 10 seconds.
class TestClient {
public:
    TestClient() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }

    explicit TestClient(std::uint16_t port) : TestClient() { connect(port); }

    ~TestClient()
    {
        if (ssl_)
            SSL_shutdown(ssl_.get()); // else OpenSSL does not let the session be resumed
    }

    TestClient(TestClient&&) = default;
    TestClient& operator=(TestClient&&) = delete;

    void connect(std::uint16_t port) const
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ASSERT_EQ(
            ::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0
        );
    }

    /// True if the handshake succeeded; else trouble() says why not.
    bool startTls(SSL_CTX* context, SSL_SESSION* session = nullptr)
    {
        ssl_.reset(SSL_new(context));
        SSL_set_fd(ssl_.get(), socket_.get());
        if (!serverName.empty())
            SSL_ctrl(
                ssl_.get(),
                SSL_CTRL_SET_TLSEXT_HOSTNAME,
                TLSEXT_NAMETYPE_host_name,
                serverName.data()
            );
        if (!alpn.empty()) {
            const std::string wire = static_cast<char>(alpn.size()) + alpn;
            SSL_set_alpn_protos(
                ssl_.get(),
                reinterpret_cast<const unsigned char*>(wire.data()),
                static_cast<unsigned>(wire.size())
            );
        }
        if (session)
            SSL_set_session(ssl_.get(), session);
        ERR_clear_error();
        if (SSL_connect(ssl_.get()) == 1)
            return true;
        trouble_ = openssl::lastError();
        ssl_.reset();
        return false;
    }

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            std::size_t size = 0;
            if (ssl_) {
                ASSERT_EQ(SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &size), 1);
            } else {
                const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
                ASSERT_GT(sent, 0);
                size = static_cast<std::size_t>(sent);
            }
            bytes.remove_prefix(size);
        }
    }

    /// Exactly `size` bytes, or fewer if the connection ends.
    std::string receive(std::size_t size)
    {
        std::string text(size, '\0');
        std::size_t at = 0;
        while (at < size) {
            const std::size_t got = receiveSome(text.data() + at, size - at);
            if (got == 0)
                break;
            at += got;
        }
        text.resize(at);
        return text;
    }

    /// All until the connection ends.
    std::string receiveAll()
    {
        std::string text;
        char buffer[16384];
        while (const std::size_t size = receiveSome(buffer, sizeof buffer))
            text.append(buffer, size);
        return text;
    }

    /// Whether the connection has ended in order, after receiveAll().
    bool endedInOrder() const { return endedInOrder_; }

    void end() const { ::shutdown(socket_.get(), SHUT_WR); }

    /// Resets the connection.
    void abort()
    {
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        ssl_.reset();
        socket_.reset();
    }

    SSL* ssl() const { return ssl_.get(); }

    int descriptor() const { return socket_.get(); }

    const std::string& trouble() const { return trouble_; }

    std::string serverName;
    std::string alpn;

private:
    std::size_t receiveSome(char* buffer, std::size_t capacity)
    {
        if (ssl_) {
            std::size_t size = 0;
            const int result = SSL_read_ex(ssl_.get(), buffer, capacity, &size);
            endedInOrder_ = SSL_get_error(ssl_.get(), result) == SSL_ERROR_ZERO_RETURN;
            return result == 1 ? size : 0;
        }
        const auto size = ::recv(socket_.get(), buffer, capacity, 0);
        endedInOrder_ = size == 0;
        return size > 0 ? static_cast<std::size_t>(size) : 0;
    }

    Descriptor socket_;
    openssl::Session ssl_;
    std::string trouble_;
    bool endedInOrder_ = false;
};

} // namespace postamt::net
