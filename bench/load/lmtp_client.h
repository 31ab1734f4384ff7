#pragma once

#include "load/line_reader.h"

namespace postamt::load {

/// Delivers mail by LMTP (RFC 2033), one message after another. MAIL, RCPT and DATA go out together
/// (PIPELINING), the text when the server has said 354.
class LmtpClient {
public:
    /// Connects and says LHLO.
    static Task<std::unique_ptr<LmtpClient>> open(Place place);

    /// Delivers one message to one recipient; returns at its 250. `dotEnded` is the text as it goes
    /// over the line, with its last dot.
    Task<> deliver(std::string_view recipient, std::string_view dotEnded);

    /// Replies that came and were right.
    std::uint64_t checked() const { return checked_; }

private:
    explicit LmtpClient(std::unique_ptr<Connection> connection);

    Task<> expect(std::string_view code);

    std::unique_ptr<Connection> connection_;
    LineReader lines_;
    std::string envelope_;
    std::uint64_t checked_ = 0;
    bool pipelining_ = false;
};

} // namespace postamt::load
