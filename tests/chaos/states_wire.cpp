#include "states_wire.h"

#include "states_broken.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace postamt::chaos {

namespace {

using Time = std::chrono::steady_clock;

constexpr std::size_t keptLines = 400;
constexpr std::size_t keptWidth = 300;
constexpr std::chrono::seconds longest{60};

SSL_CTX* context()
{
    static SSL_CTX* const made = SSL_CTX_new(TLS_client_method());
    return made;
}

std::string clockText()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::to_string(now.tv_sec % 10000) + "."
        + std::to_string(1000000 + now.tv_nsec / 1000).substr(1);
}

} // namespace

struct Wire::Compression {
    Compression()
    {
        constexpr int rawBits = -15; // DEFLATE without a header
        constexpr int memory = 8;
        const bool begun = inflateInit2(&coming, rawBits) == Z_OK
            && deflateInit2(
                   &going, Z_DEFAULT_COMPRESSION, Z_DEFLATED, rawBits, memory, Z_DEFAULT_STRATEGY
               ) == Z_OK;
        if (!begun)
            throw Broken("no memory for zlib");
    }

    ~Compression()
    {
        inflateEnd(&coming);
        deflateEnd(&going);
    }

    Compression(const Compression&) = delete;
    Compression& operator=(const Compression&) = delete;

    /// Runs all of `bytes` through one of the two.
    template <class Step>
    static std::string run(z_stream& stream, std::string_view bytes, Step step)
    {
        std::string out;
        std::array<char, 65536> piece;
        std::string copy(bytes);
        stream.next_in = reinterpret_cast<Bytef*>(copy.data());
        stream.avail_in = static_cast<uInt>(copy.size());
        do {
            stream.next_out = reinterpret_cast<Bytef*>(piece.data());
            stream.avail_out = static_cast<uInt>(piece.size());
            const int result = step(&stream, Z_SYNC_FLUSH);
            if (result != Z_OK && result != Z_BUF_ERROR)
                throw Broken("what the service sends is not compressed as it should be");
            out.append(piece.data(), piece.size() - stream.avail_out);
        } while (stream.avail_out == 0 || stream.avail_in != 0);
        return out;
    }

    z_stream coming{};
    z_stream going{};
};

Wire::Wire(std::uint16_t port, bool tls)
{
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw Broken("no connection to port " + std::to_string(port));
    }
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{longest.count(), 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (!tls)
        return;
    ssl_.reset(SSL_new(context()));
    SSL_set_fd(ssl_.get(), socket_);
    if (SSL_connect(ssl_.get()) != 1) {
        ::close(socket_);
        throw Broken("the TLS handshake failed");
    }
}

Wire::~Wire()
{
    ssl_.reset();
    ::close(socket_);
}

void Wire::note(char who, std::string_view text)
{
    std::string kept(text.substr(0, keptWidth));
    for (char& c : kept)
        c = c == '\r' || c == '\n' ? '~' : c;
    said_.push_back(clockText() + " " + who + ": " + kept);
    if (said_.size() > keptLines)
        said_.pop_front();
}

std::string Wire::transcript(std::size_t lines) const
{
    std::string out;
    for (std::size_t i = said_.size() > lines ? said_.size() - lines : 0; i < said_.size(); ++i)
        out += "    " + said_[i] + "\n";
    return out;
}

void Wire::compress()
{
    compression_ = std::make_unique<Compression>();
    // What has come behind the OK is compressed already.
    receive(take(buffer_.size() - begin_));
}

void Wire::receive(std::string_view bytes)
{
    buffer_.erase(0, std::exchange(begin_, 0));
    buffer_ += compression_ ? Compression::run(compression_->coming, bytes, ::inflate) : bytes;
}

void Wire::send(std::string_view bytes)
{
    note('C', bytes.ends_with("\r\n") ? bytes.substr(0, bytes.size() - 2) : bytes);
    if (compression_)
        sendPlain(Compression::run(compression_->going, bytes, ::deflate));
    else
        sendPlain(bytes);
}

void Wire::sendPlain(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ssl_
            ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
            : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
        if (sent <= 0)
            throw Broken("the service does not take what is sent");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// Reads once. False if nothing came in time.
bool Wire::fill(Time::time_point deadline)
{
    if (!ssl_ || SSL_pending(ssl_.get()) == 0) {
        const auto left
            = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Time::now());
        pollfd wanted{socket_, POLLIN, 0};
        if (::poll(&wanted, 1, left.count() > 0 ? static_cast<int>(left.count()) : 0) == 0)
            return false;
    }
    std::array<char, 65536> piece;
    const auto size = ssl_ ? SSL_read(ssl_.get(), piece.data(), piece.size())
                           : static_cast<int>(::recv(socket_, piece.data(), piece.size(), 0));
    if (size <= 0)
        throw Broken("the service has closed the line");
    receive({piece.data(), static_cast<std::size_t>(size)});
    return true;
}

std::string Wire::take(std::size_t size)
{
    auto out = buffer_.substr(begin_, size);
    begin_ += size;
    return out;
}

std::optional<std::string> Wire::line(std::chrono::milliseconds patience)
{
    const auto deadline = Time::now() + patience;
    for (;;) {
        const auto end = buffer_.find("\r\n", begin_);
        if (end != std::string::npos) {
            auto out = take(end - begin_);
            begin_ += 2;
            note('S', out);
            return out;
        }
        if (!fill(deadline))
            return std::nullopt;
    }
}

std::optional<std::string> Wire::response(std::chrono::milliseconds patience)
{
    auto whole = line(patience);
    while (whole && whole->ends_with('}')) {
        const auto brace = whole->rfind('{');
        if (brace == std::string::npos)
            break;
        std::size_t size = 0;
        const char* const last = whole->data() + whole->size() - 1;
        if (std::from_chars(whole->data() + brace + 1, last, size).ptr != last)
            break;
        const auto deadline = Time::now() + longest;
        while (buffer_.size() - begin_ < size) {
            if (!fill(deadline))
                throw Broken("a literal does not come to its end");
        }
        *whole += "\r\n" + take(size);
        const auto rest = line(longest);
        if (!rest)
            throw Broken("a response does not come to its end");
        *whole += *rest;
    }
    return whole;
}

} // namespace postamt::chaos
