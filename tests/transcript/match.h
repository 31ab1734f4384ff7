#pragma once

#include "transcript/part.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::transcript {

/// How the lines of a server are cut and compared.
struct Manners {
    bool hasLiterals = false; ///< a line that ends with {N} goes on behind N bytes (IMAP)
    bool isFree = false; ///< lines that begin with "* " may come in any order between others
};

/// Takes whole lines, without their CRLF, from the front of what a server has sent. A line holds
/// its literals. Bad if a CR or LF stands alone outside of literals.
Result<> takeLines(std::string& bytes, std::deque<std::string>& lines, Manners manners);

/// True if the line begins as the parts say. Unbound variables are bound then; else nothing
/// changes. A variable matches at least one character, without blanks, up to the next text.
bool matches(const Parts& expected, std::string_view line, Variables& variables);

/// One expected line, or `...`.
struct Expectation {
    bool isSkip = false;
    Parts parts;
};

/// What came of comparing.
struct Match {
    enum class Kind { Matched, NeedMore, Mismatch };

    Kind kind = Kind::Matched;
    std::size_t index = 0; ///< of the expectation that was not met
    std::string reason;
};

/// Compares lines with what is expected and takes those that were, but only when all of it matched.
/// A trailing `...` takes the rest.
Match matchAll(
    const std::vector<Expectation>& expected,
    std::deque<std::string>& lines,
    Variables& variables,
    bool isFree
);

} // namespace postamt::transcript
