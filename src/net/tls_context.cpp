#include "net/tls_context.h"

#include "net/client_certificate.h"

#include <openssl/err.h>

#include <algorithm>
#include <system_error>

namespace postamt::net {

namespace {

using std::filesystem::path;

constexpr const char* ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                                "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";

/// Enough for clients that have no tickets.
constexpr long cachedSessions = 2048;

std::unexpected<Error> failure(const std::string& what)
{
    return no(what + ": " + openssl::lastError());
}

/// What server and client have in common. False leaves the reason in the error queue.
bool harden(SSL_CTX* context)
{
    openssl::ignoreBrokenPipes();
    SSL_CTX_set_options(
        context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF
    );
    SSL_CTX_set_mode(
        context,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
            | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    SSL_CTX_set_read_ahead(context, 1);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1
        && SSL_CTX_set_cipher_list(context, ciphers) == 1
        && SSL_CTX_set1_groups_list(context, groups) == 1;
}

/// An encrypted key is an error, not a question on the terminal.
int noPassword(char*, int, int, void*)
{
    return -1;
}

/// ServerTls::protocols of the stream decides; see TlsSession::accept().
int chooseProtocol(SSL* ssl, const unsigned char** chosen, unsigned char* chosenSize, const unsigned char* offered, unsigned int size, void*)
{
    const auto* protocols = static_cast<const std::vector<std::string>*>(SSL_get_app_data(ssl));
    if (!protocols || protocols->empty())
        return SSL_TLSEXT_ERR_NOACK;
    // OpenSSL has checked that the list is well-formed: one byte of length before each name
    for (unsigned int at = 0; at < size; at += 1U + offered[at]) {
        const std::string_view name(reinterpret_cast<const char*>(offered + at + 1), offered[at]);
        if (std::ranges::find(*protocols, name) != protocols->end()) {
            *chosen = offered + at + 1;
            *chosenSize = offered[at];
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

Result<> loadCertificate(SSL_CTX* context, const TlsServerSettings& settings)
{
    // OpenSSL's words for a missing file are poor
    for (const path& file : {settings.certificate, settings.key}) {
        if (::access(file.c_str(), R_OK) != 0)
            return no(
                "cannot read " + file.string() + ": " + std::system_category().message(errno)
            );
    }
    SSL_CTX_set_default_passwd_cb(context, noPassword);
    if (SSL_CTX_use_certificate_chain_file(context, settings.certificate.c_str()) != 1)
        return failure("no certificate in " + settings.certificate.string());
    if (SSL_CTX_use_PrivateKey_file(context, settings.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return failure(
            "no usable key for " + settings.certificate.string() + " in " + settings.key.string()
        );
    if (SSL_CTX_check_private_key(context) != 1)
        return failure(
            settings.key.string() + " is not the key of " + settings.certificate.string()
        );
    return {};
}

Result<std::shared_ptr<const TlsContext::Identity>>
load(const TlsServerSettings& settings, std::shared_ptr<TicketKeys> tickets)
{
    ERR_clear_error();
    auto identity = std::make_shared<TlsContext::Identity>();
    identity->tickets = std::move(tickets);
    identity->context.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* context = identity->context.get();
    if (!context || !harden(context))
        return failure("cannot set up TLS");
    if (auto loaded = loadCertificate(context, settings); !loaded)
        return std::unexpected(loaded.error());

    constexpr unsigned char application[] = "postamt";
    SSL_CTX_set_session_id_context(context, application, sizeof application - 1);
    if (!settings.clientAuthorities.empty()) {
        if (auto asked = askForCertificates(context, settings.clientAuthorities); !asked)
            return std::unexpected(asked.error());
    }
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_SERVER);
    SSL_CTX_sess_set_cache_size(context, cachedSessions);
    SSL_CTX_set_timeout(context, std::chrono::seconds(TicketKeys::life).count());
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    if (settings.tickets)
        identity->tickets->attach(context);
    else {
        SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
        SSL_CTX_set_num_tickets(context, 0);
    }
    return identity;
}

} // namespace

Result<std::shared_ptr<TlsContext>> TlsContext::open(TlsServerSettings settings)
{
    std::shared_ptr<TlsContext> context(new TlsContext);
    if (auto loaded = context->reload(std::move(settings)); !loaded)
        return std::unexpected(loaded.error());
    return context;
}

Result<> TlsContext::reload()
{
    std::unique_lock lock(mutex_);
    auto settings = settings_;
    lock.unlock();
    return reload(std::move(settings));
}

Result<> TlsContext::reload(TlsServerSettings settings)
{
    auto identity = load(settings, tickets_);
    if (!identity)
        return std::unexpected(identity.error());
    const std::lock_guard lock(mutex_);
    settings_ = std::move(settings);
    identity_ = std::move(*identity);
    return {};
}

std::shared_ptr<const TlsContext::Identity> TlsContext::current() const
{
    const std::lock_guard lock(mutex_);
    return identity_;
}

Result<openssl::Context> clientContext(const TlsClientConfig& config)
{
    ERR_clear_error();
    openssl::Context context(SSL_CTX_new(TLS_client_method()));
    if (!context || !harden(context.get()))
        return failure("cannot set up TLS");
    if (!config.verify)
        return context;
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    if (config.caFile.empty()) {
        if (SSL_CTX_set_default_verify_paths(context.get()) != 1)
            return failure("cannot use the system's certificates");
    } else if (SSL_CTX_load_verify_file(context.get(), config.caFile.c_str()) != 1) {
        return failure("cannot read the CA file " + config.caFile.string());
    }
    return context;
}

} // namespace postamt::net
