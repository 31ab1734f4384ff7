#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt {

/// Writes text as a dot-ended block, as SMTP (RFC 5321 section 4.5.2) and POP3 (RFC 1939 section 3)
/// do: every line ends with CRLF, a dot at the start of a line is doubled, CRLF.CRLF stands at the
/// end and nowhere else. A bare CR or LF becomes CRLF, so that no receiver can see an end where
/// there is none; NUL becomes another byte. Takes the text in pieces of any size and keeps none of
/// it.
class DotWriter {
public:
    /// `nul`: what is written for a NUL.
    explicit DotWriter(char nul) : nul_(nul) { }

    /// Appends a piece of the text to `out`.
    void write(std::string_view piece, std::string& out);

    /// Appends what is missing to end the last line, and the dot. To be called once.
    void finish(std::string& out);

    /// Bytes that the receiver will have, without doubled dots and the end; the last line counts as
    /// ended.
    std::uint64_t size() const { return size_ + (lineStart_ ? 0 : 2); }

private:
    void special(char c, std::string& out);

    char nul_;
    bool lineStart_ = true;
    bool afterCr_ = false; // its CRLF is written; an LF that follows belongs to it
    std::uint64_t size_ = 0;
};

/// What DotWriter::size() will be, without writing.
class DotSize {
public:
    void take(std::string_view piece);

    std::uint64_t size() const { return size_ + (lineStart_ ? 0 : 2); }

private:
    bool lineStart_ = true;
    bool afterCr_ = false;
    std::uint64_t size_ = 0;
};

} // namespace postamt
