#include "transcript/socket_connection.h"

#include <openssl/err.h>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace postamt::transcript {

namespace {

/// How long something may take that does happen.
constexpr std::chrono::seconds patience{10};

} // namespace

SocketConnection::SocketConnection()
    : context_(SSL_CTX_new(TLS_client_method()))
    , socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    SSL_CTX_clear_mode(context_.get(), SSL_MODE_AUTO_RETRY); // read() shall not wait for data
}

Result<std::unique_ptr<SocketConnection>> SocketConnection::open(std::uint16_t port)
{
    std::unique_ptr<SocketConnection> opened(new SocketConnection());
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(opened->socket_.get(), generic, sizeof address) != 0)
        return bad("cannot connect to port " + std::to_string(port));
    return opened;
}

void SocketConnection::showCertificate(
    const net::TestAuthority& authority, const std::string& address
)
{
    authority.issue(context_.get(), {.names = "email:" + address});
}

Result<> SocketConnection::startTls()
{
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_.get());
    ERR_clear_error();
    if (SSL_connect(ssl_.get()) != 1)
        return bad("the TLS handshake fails: " + net::openssl::lastError());
    return {};
}

sasl::ChannelBindings SocketConnection::bindings()
{
    if (!ssl_)
        return {};
    constexpr std::string_view label = "EXPORTER-Channel-Binding";
    std::string exporter(32, '\0');
    std::string hash(32, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(exporter.data());
    if (SSL_export_keying_material(
            ssl_.get(), bytes, exporter.size(), label.data(), label.size(), nullptr, 0, 0
        )
        != 1)
        return {};
    // the certificates of the tests are signed with SHA-256
    bytes = reinterpret_cast<unsigned char*>(hash.data());
    if (X509_digest(SSL_get0_peer_certificate(ssl_.get()), EVP_sha256(), bytes, nullptr) != 1)
        return {};
    return {
        {"tls-exporter",         exporter},
        {"tls-server-end-point", hash    }
    };
}

/// What is sent to a server that has closed is lost, as it is without a socket.
Result<> SocketConnection::send(std::string_view bytes)
{
    while (!bytes.empty() && !ended_) {
        std::size_t size = 0;
        ERR_clear_error();
        if (ssl_) {
            if (SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &size) != 1)
                return {};
        } else {
            const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return {};
            size = static_cast<std::size_t>(sent);
        }
        bytes.remove_prefix(size);
    }
    return {};
}

bool SocketConnection::isReadable(std::chrono::milliseconds time)
{
    if (ssl_ && SSL_pending(ssl_.get()) > 0)
        return true;
    pollfd readable{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    return ::poll(&readable, 1, static_cast<int>(time.count())) > 0;
}

bool SocketConnection::read(std::string& out)
{
    char buffer[16384];
    std::size_t size = 0;
    ERR_clear_error();
    if (ssl_) {
        const int result = SSL_read_ex(ssl_.get(), buffer, sizeof buffer, &size);
        // a session ticket is readable and no data
        if (SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ)
            return true;
        size = result == 1 ? size : 0;
    } else {
        const auto got = ::recv(socket_.get(), buffer, sizeof buffer, 0);
        size = got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    out.append(buffer, size);
    ended_ = size == 0;
    return !ended_;
}

bool SocketConnection::receive(std::string& out)
{
    const std::size_t before = out.size();
    while (out.size() == before) {
        if (ended_ || !isReadable(patience) || !read(out))
            return false;
    }
    return true;
}

void SocketConnection::poll(std::string& out, std::chrono::milliseconds time)
{
    while (!ended_ && isReadable(time) && read(out))
        ;
}

void SocketConnection::close()
{
    ssl_.reset();
    socket_.reset();
    ended_ = true;
}

} // namespace postamt::transcript
