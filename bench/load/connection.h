#pragma once

#include "base/task.h"
#include "net/openssl.h"

#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace postamt::load {

/// Where a server listens.
struct Place {
    std::string host; ///< a numeric address
    std::uint16_t port = 0;
    bool tls = false; ///< from the first byte; certificates are not checked
};

/// A client's connection, for one coroutine at a time. Whatever goes wrong ends the program. A TLS
/// connection that waits holds no buffer, so that thousands can wait.
class Connection {
public:
    static Task<std::unique_ptr<Connection>> open(Place place);

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Writes all of it. The bytes must live until it returns.
    Task<> send(std::string_view bytes);

    /// What has come, at least one byte; valid until the next call of receive().
    Task<std::string_view> receive();

    /// Bytes sent and received by all connections so far, TLS not counted.
    static std::uint64_t traffic();

private:
    using Socket = boost::asio::ip::tcp::socket;
    using Wait = boost::asio::socket_base::wait_type;

    explicit Connection(Socket socket);

    Task<> ready(Wait wait);
    Task<> startTls();
    std::size_t receiveTls();

    Socket socket_;
    net::openssl::Session ssl_;
    std::unique_ptr<char[]> buffer_;
    bool drained_ = true; // nothing has been left in the socket
};

} // namespace postamt::load
