#pragma once

#include "base/line_splitter.h"
#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::smtp::proto {

/// An enhanced status code such as 5.1.1 (RFC 3463). Its first digit is that of the reply.
struct EnhancedCode {
    int category = 0; ///< 2, 4 or 5
    int subject = 0; ///< at most 999
    int detail = 0; ///< at most 999

    bool operator==(const EnhancedCode&) const = default;
    std::string format() const;
};

/// A reply (RFC 5321 section 4.2), in both directions.
struct Reply {
    int code = 0;
    std::optional<EnhancedCode> enhanced; ///< none for greetings, EHLO and 3xx (RFC 2034)
    std::string text; ///< lines separated by LF, without codes
    bool close = false; ///< the server's own: end the session behind it

    bool isPositive() const { return code >= 200 && code < 300; }

    bool isIntermediate() const { return code >= 300 && code < 400; }

    bool isPermanent() const { return code >= 500; }

    /// The bytes to send: every line with code and enhanced code, folded at 512 bytes. Control
    /// characters become "?", so that no text can forge a line.
    std::string format() const;

    bool operator==(const Reply&) const = default;
};

/// Longest line of a server's reply without its CRLF, four times what RFC 5321 allows.
constexpr std::size_t maxReplyLine = 2046;
/// Most lines in one reply.
constexpr std::size_t maxReplyLines = 100;

/// Reads the replies of a server. An error is final: the server cannot be talked to.
class ReplyParser {
public:
    ReplyParser();

    void feed(std::string_view bytes);

    /// The next reply, nothing if more bytes are needed; Bad if it is none.
    Result<std::optional<Reply>> next();

    /// Throws away all bytes not taken (before TLS).
    void discard();

    bool isEmpty() const
    {
        return taken_ == buffer_.size() && lines_.pending() == 0 && count_ == 0;
    }

private:
    Result<bool> addLine(std::string_view line);

    std::string buffer_;
    std::size_t taken_ = 0;
    LineSplitter lines_;
    Reply reply_; // the one begun
    std::size_t count_ = 0; // of its lines
    bool broken_ = false;
};

} // namespace postamt::smtp::proto
