#pragma once

#include "base/result.h"
#include "sasl/channel_binding.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::transcript {

/// The client's end of a connection to a session.
class Connection {
public:
    virtual ~Connection() = default;

    /// Sends bytes in pieces of the size that is tried, and lets the session work.
    virtual Result<> send(std::string_view bytes) = 0;

    /// Appends what the session sends; waits for it. False if nothing came in a long time, or
    /// nothing can come any more.
    virtual bool receive(std::string& out) = 0;

    /// Appends what the session sends within a short time.
    virtual void poll(std::string& out, std::chrono::milliseconds time) = 0;

    /// Drops the line.
    virtual void close() = 0;

    /// True if the session has closed the line; waits for it.
    virtual bool isClosed() = 0;

    /// What the client can bind a login to, as it sees the TLS session; none without TLS.
    virtual sasl::ChannelBindings bindings() { return {}; }

    /// Begins TLS.
    virtual Result<> startTls() = 0;

    /// Lets the session's time of waiting be over.
    virtual Result<> timeOut() = 0;
};

/// How a client comes to a service.
struct Approach {
    std::string service;
    bool isSecure = true; ///< it begins with TLS
    /// The address in the client's certificate, of a CA that the service believes; none: it has no
    /// certificate.
    std::optional<std::string> certificate = std::nullopt;
};

/// Where transcripts are played: a service, its store and its clock.
class Stage {
public:
    virtual ~Stage() = default;

    virtual Result<std::unique_ptr<Connection>> open(const Approach& approach) = 0;

    /// Lets commits fail from now on, or succeed again.
    virtual void setStoreFails(bool fails) = 0;

    /// Does what an operator does by `postamt VERB`; arguments are divided by blanks. One that begins
    /// with "secret=" is the password that the verb wants.
    virtual Result<std::string> operate(const std::string& verb, std::string_view arguments) = 0;

    virtual void advanceClock(std::chrono::seconds time) = 0;
};

} // namespace postamt::transcript
