#pragma once

#include "base/line_splitter.h"
#include "load/connection.h"

namespace postamt::load {

/// The lines of a server that speaks in lines (LMTP, POP3).
class LineReader {
public:
    explicit LineReader(Connection& connection) : connection_(connection) { }

    /// The next line without its CRLF; valid until the next call.
    Task<std::string_view> next();

    /// The same if the line has come already. Else more() waits for bytes.
    std::optional<std::string_view> ready();
    Task<> more();

private:
    static constexpr std::size_t longest = 8192;

    Connection& connection_;
    LineSplitter lines_{longest};
    std::string_view rest_; // received and not yet looked at
};

} // namespace postamt::load
