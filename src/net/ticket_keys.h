#pragma once

#include "net/openssl.h"

#include <array>
#include <chrono>
#include <mutex>
#include <optional>

namespace postamt::net {

/// The keys of TLS session tickets (RFC 5077, RFC 8446 section 4.6.1). They outlive the
/// certificate, so that clients resume across a reload; a key is used for a day and accepted for
/// one more. From any thread.
class TicketKeys {
public:
    /// How long a key makes tickets, and a ticket is good.
    static constexpr std::chrono::hours life{24};

    using Now = std::chrono::steady_clock::time_point (*)();

    explicit TicketKeys(Now now = std::chrono::steady_clock::now) : now_(now) { }

    /// Lets a server context use these keys. They must live as long as its sessions.
    void attach(SSL_CTX* context);

private:
    struct Key {
        std::array<unsigned char, 16> name;
        std::array<unsigned char, 32> cipher;
        std::array<unsigned char, 32> mac;
        std::chrono::steady_clock::time_point made;
    };

    static int onTicket(
        SSL* ssl,
        unsigned char* name,
        unsigned char* iv,
        EVP_CIPHER_CTX* cipher,
        EVP_MAC_CTX* mac,
        int encrypt
    );

    /// The key for new tickets; nothing if there is no randomness.
    std::optional<Key> current();
    std::optional<Key> find(const unsigned char* name);

    std::mutex mutex_;
    Now now_;
    std::optional<Key> current_;
    std::optional<Key> previous_;
};

} // namespace postamt::net
