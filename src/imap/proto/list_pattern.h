#pragma once

#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// A reference and a pattern of LIST joined (RFC 9051 section 6.3.9): "*" stands for anything, "%"
/// for anything within one level. The level INBOX matches in any letter case. Matching costs at
/// most the length of the pattern times the length of the name; the pattern is at most maxLength
/// bytes long, a longer one matches nothing (no name is so long).
class ListPattern {
public:
    static constexpr std::size_t maxLength = 2000;

    ListPattern(std::string_view reference, std::string_view pattern);

    bool matches(std::string_view name) const;

private:
    bool matchesText(std::string_view name) const;

    std::string pattern_;
    bool tooLong_ = false;
};

} // namespace postamt::imap::proto
