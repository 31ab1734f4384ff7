#include "net/tls_session.h"

#include "net/client_certificate.h"

#include <boost/asio/ip/address.hpp>
#include <openssl/err.h>

#include <system_error>

namespace postamt::net {

namespace {

bool isAddress(const std::string& name)
{
    boost::system::error_code error;
    boost::asio::ip::make_address(name, error);
    return !error;
}

/// Says whom we want to speak to, and insists on it if `verify`.
bool expect(SSL* ssl, const TlsClientConfig& config)
{
    std::string name = config.serverName;
    if (name.ends_with('.'))
        name.pop_back();
    auto* parameters = SSL_get0_param(ssl);
    if (isAddress(name))
        return !config.verify || X509_VERIFY_PARAM_set1_ip_asc(parameters, name.c_str()) == 1;
    // SSL_set_tlsext_host_name() without its C cast
    if (SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) != 1)
        return false;
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return !config.verify || SSL_set1_host(ssl, name.c_str()) == 1;
}

/// RFC 5929 section 4.1: the hash of the certificate's signature, but never less than SHA-256.
std::string hashOf(const X509* certificate)
{
    if (!certificate)
        return {};
    int digest = NID_undef;
    if (OBJ_find_sigid_algs(X509_get_signature_nid(certificate), &digest, nullptr) != 1)
        return {};
    if (digest == NID_md5 || digest == NID_sha1)
        digest = NID_sha256;
    const EVP_MD* algorithm = EVP_get_digestbynid(digest);
    if (!algorithm)
        return {};
    std::string hash(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    auto* bytes = reinterpret_cast<unsigned char*>(hash.data());
    if (X509_digest(certificate, algorithm, bytes, &size) != 1)
        return {};
    hash.resize(size);
    return hash;
}

/// RFC 9266. In TLS 1.2 it binds only together with the extended master secret.
std::string exporterOf(SSL* ssl)
{
    if (SSL_version(ssl) < TLS1_3_VERSION && SSL_get_extms_support(ssl) != 1)
        return {};
    constexpr std::string_view label = "EXPORTER-Channel-Binding";
    constexpr unsigned char noContext = 0;
    std::string secret(32, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(secret.data());
    const int done = SSL_export_keying_material(
        ssl, bytes, secret.size(), label.data(), label.size(), &noContext, 0, 1
    );
    return done == 1 ? secret : std::string();
}

} // namespace

Result<std::unique_ptr<TlsSession>> TlsSession::accept(const ServerTls& tls, int descriptor)
{
    std::unique_ptr<TlsSession> session(new TlsSession);
    session->identity_ = tls.context->current();
    session->ssl_.reset(SSL_new(session->identity_->context.get()));
    SSL* ssl = session->ssl_.get();
    if (!ssl || SSL_set_fd(ssl, descriptor) != 1)
        return temporary("cannot begin TLS: " + openssl::lastError());
    // OpenSSL hands it back in the callback that chooses the protocol, and does not change it
    SSL_set_app_data(ssl, const_cast<std::vector<std::string>*>(&tls.protocols));
    if (!tls.asksClients)
        SSL_set_verify(ssl, SSL_VERIFY_NONE, nullptr);
    SSL_set_accept_state(ssl);
    return session;
}

Result<std::unique_ptr<TlsSession>>
TlsSession::connect(const TlsClientConfig& config, int descriptor)
{
    auto context = clientContext(config);
    if (!context)
        return std::unexpected(context.error());
    std::unique_ptr<TlsSession> session(new TlsSession);
    session->ssl_.reset(SSL_new(context->get())); // holds the context from now on
    SSL* ssl = session->ssl_.get();
    if (!ssl || SSL_set_fd(ssl, descriptor) != 1 || !expect(ssl, config))
        return temporary("cannot begin TLS: " + openssl::lastError());
    SSL_set_connect_state(ssl);
    return session;
}

Progress TlsSession::failed(int result)
{
    const int systemError = errno;
    switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return {.kind = Progress::Kind::WantRead};
    case SSL_ERROR_WANT_WRITE:
        return {.kind = Progress::Kind::WantWrite};
    case SSL_ERROR_ZERO_RETURN:
        end_ = Progress{.kind = Progress::Kind::Closed};
        break;
    case SSL_ERROR_SYSCALL:
        end_ = Progress{
            .kind = Progress::Kind::Failed,
            .error
            = systemError == 0 ? "connection lost" : std::system_category().message(systemError),
        };
        break;
    default: {
        std::string reason = openssl::lastError();
        const long verdict = SSL_get_verify_result(ssl_.get());
        if (verdict != X509_V_OK && !SSL_is_init_finished(ssl_.get()))
            reason += std::string(": ") + X509_verify_cert_error_string(verdict);
        end_ = Progress{.kind = Progress::Kind::Failed, .error = "TLS: " + reason};
        break;
    }
    }
    return *end_;
}

Progress TlsSession::handshake()
{
    if (end_)
        return *end_;
    ERR_clear_error();
    errno = 0;
    const int result = SSL_do_handshake(ssl_.get());
    if (result == 1)
        return {};
    return failed(result);
}

Progress TlsSession::read(std::span<char> buffer)
{
    if (end_)
        return *end_;
    std::size_t total = 0;
    while (total < buffer.size()) {
        ERR_clear_error();
        errno = 0;
        std::size_t size = 0;
        const int result
            = SSL_read_ex(ssl_.get(), buffer.data() + total, buffer.size() - total, &size);
        if (result == 1) {
            total += size;
            continue;
        }
        auto progress = failed(result);
        if (total == 0)
            return progress;
        break;
    }
    return {.kind = Progress::Kind::Done, .size = total};
}

Progress TlsSession::write(std::string_view bytes)
{
    if (end_ && end_->kind == Progress::Kind::Failed)
        return *end_;
    ERR_clear_error();
    errno = 0;
    std::size_t size = 0;
    const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &size);
    if (result == 1)
        return {.kind = Progress::Kind::Done, .size = size};
    return failed(result);
}

void TlsSession::sayGoodbye()
{
    if (end_ && end_->kind == Progress::Kind::Failed)
        return; // OpenSSL forbids it after a fatal error
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

TlsState TlsSession::state() const
{
    SSL* ssl = ssl_.get();
    TlsState state;
    state.protocol = SSL_get_version(ssl);
    state.cipher = SSL_get_cipher_name(ssl);
    if (const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name))
        state.serverName = name;
    const unsigned char* protocol = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(ssl, &protocol, &size);
    if (size > 0)
        state.alpn.assign(reinterpret_cast<const char*>(protocol), size);
    state.exporter = exporterOf(ssl);
    state.serverEndPoint
        = hashOf(SSL_is_server(ssl) ? SSL_get_certificate(ssl) : SSL_get0_peer_certificate(ssl));
    state.isResumed = SSL_session_reused(ssl) == 1;
    if (SSL_is_server(ssl))
        state.clientCertificate = clientCertificate(ssl);
    return state;
}

} // namespace postamt::net
