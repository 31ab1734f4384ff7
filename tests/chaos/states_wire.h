#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::chaos {

/// A connection to the service on this machine, of one thread, with what was last said on it.
class Wire {
public:
    /// Broken if there is no connection.
    Wire(std::uint16_t port, bool tls);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void send(std::string_view bytes);

    /// The next line without CRLF; nothing if none came in that time. Broken if the line is lost.
    std::optional<std::string> line(std::chrono::milliseconds patience);

    /// A line together with its literals, as IMAP has them: "BODY[] {3}\r\nabc FLAGS ()".
    std::optional<std::string> response(std::chrono::milliseconds patience);

    /// All is compressed from here on, both ways (RFC 4978).
    void compress();

    bool isCompressed() const { return compression_ != nullptr; }

    /// What was said last, oldest first, one line each.
    std::string transcript(std::size_t lines) const;

private:
    struct Closer {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };

    struct Compression;

    void sendPlain(std::string_view bytes);
    void receive(std::string_view bytes);
    bool fill(std::chrono::steady_clock::time_point deadline);
    std::string take(std::size_t size);
    void note(char who, std::string_view text);

    int socket_ = -1;
    std::unique_ptr<SSL, Closer> ssl_;
    std::unique_ptr<Compression> compression_;
    std::string buffer_;
    std::size_t begin_ = 0; ///< of what was not taken yet
    std::deque<std::string> said_;
};

} // namespace postamt::chaos
