#pragma once

#include "load/line_reader.h"

#include <vector>

namespace postamt::load {

/// A POP3 session (RFC 1939) that wants a +OK for each command.
class PopClient {
public:
    /// Connects and reads the greeting.
    static Task<std::unique_ptr<PopClient>> open(Place place);

    Task<> login(std::string_view user, std::string_view password);

    /// The size of each message, by LIST.
    Task<std::vector<std::uint64_t>> list();

    /// Sends commands, each with its CRLF.
    Task<> send(std::string_view commands);

    /// Reads the answer to one RETR: the bytes of the message, dots not doubled.
    Task<std::uint64_t> message();

    Task<> quit();

    /// Replies that came and were right.
    std::uint64_t checked() const { return checked_; }

private:
    explicit PopClient(std::unique_ptr<Connection> connection);

    Task<> expectOk(std::string_view command);

    std::unique_ptr<Connection> connection_;
    LineReader lines_;
    std::uint64_t checked_ = 0;
};

} // namespace postamt::load
