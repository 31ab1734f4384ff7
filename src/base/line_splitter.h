#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt {

/// What makes a line one that must not be read.
enum class LineFault {
    None,
    TooLong, ///< longer than the limit; its bytes were dropped
    BareCr, ///< a CR that is not followed by LF
    BareLf, ///< an LF that does not follow CR
    Nul,
};

/// One line without its CRLF. The text is empty if there is a fault.
struct Line {
    std::string_view text;
    LineFault fault = LineFault::None;
};

/// Cuts bytes into lines. Only CRLF ends a line, so that no one can hide a line in another. Knows
/// no protocol. Holds at most the limit in memory, however long the line; the result does not
/// depend on how the bytes were split.
class LineSplitter {
public:
    /// `limit`: bytes of a line without its CRLF.
    explicit LineSplitter(std::size_t limit) : limit_(limit) { }

    /// Takes bytes from the front of `input` up to the end of a line, or all of them. The text of a
    /// line stays valid while the bytes of `input` do and until the next call.
    std::optional<Line> next(std::string_view& input);

    /// Bytes of the line that has not ended yet, those dropped included: hang up when it is too
    /// much.
    std::uint64_t pending() const { return length_; }

    /// Forgets the line begun.
    void reset();

private:
    void note(LineFault fault);
    void keep(std::string_view piece);
    Line finish(std::string_view piece);

    std::size_t limit_;
    std::string partial_; // the line begun, if it did not fit in one input
    std::uint64_t length_ = 0;
    bool afterCr_ = false;
    bool spent_ = false; // partial_ was handed out and goes at the next call
    LineFault fault_ = LineFault::None;
};

} // namespace postamt
