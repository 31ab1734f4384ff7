#pragma once

#include <cstdint>
#include <string_view>

namespace postamt::smtp::proto {

/// Why a body must be refused although it was read to its end.
enum class BodyFault {
    None,
    BareCr, ///< a CR that is not followed by LF
    BareLf, ///< an LF that does not follow CR
    Nul,
    TooBig, ///< beyond the size limit
};

/// Reads along with a body: its size, and the first thing wrong with it. A bare CR or LF is refused
/// in every form (RFC 5321 section 2.3.8): servers that disagree on where a line ends disagree on
/// where a message ends (SMTP smuggling, CVE-2023-51764).
class BodyCheck {
public:
    /// `limit`: largest size in bytes.
    explicit BodyCheck(std::uint64_t limit) : limit_(limit) { }

    void take(std::string_view piece);

    /// To be called at the end of the body: a CR there is a bare one.
    void finish();

    std::uint64_t size() const { return size_; }

    /// TooBig, or else the first fault of the bytes; None so far.
    BodyFault fault() const { return size_ > limit_ ? BodyFault::TooBig : fault_; }

private:
    void note(BodyFault fault);

    std::uint64_t limit_;
    std::uint64_t size_ = 0;
    bool afterCr_ = false;
    BodyFault fault_ = BodyFault::None;
};

/// Takes the dots of a DATA body away (RFC 5321 section 4.5.2). The body ends at CRLF.CRLF only,
/// and at a first line of a single dot.
class DotReader {
public:
    /// A piece of the body, or its end.
    struct Step {
        std::string_view piece; ///< empty at the end, or if more bytes are needed
        bool ended = false;
    };

    /// Takes bytes from the front of `input`; what is left behind the end are commands.
    Step next(std::string_view& input);

private:
    enum class State {
        LineStart,
        Dot, ///< a dot at the start of a line, not part of the body
        DotCr, ///< and a CR behind it: the end, if an LF comes
        Text,
        Cr,
    };
    State state_ = State::LineStart;
};

} // namespace postamt::smtp::proto
