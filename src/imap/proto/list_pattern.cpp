#include "imap/proto/list_pattern.h"

#include "base/ascii.h"
#include "imap/proto/mailbox_name.h"

#include <algorithm>
#include <vector>

namespace postamt::imap::proto {

namespace {

constexpr std::string_view inbox = "INBOX";

bool isWildcard(char c)
{
    return c == '*' || c == '%';
}

// Where there is no wildcard the name can be compared as it stands.
bool isPlain(std::string_view pattern)
{
    return std::ranges::none_of(pattern, isWildcard);
}

} // namespace

ListPattern::ListPattern(std::string_view reference, std::string_view pattern)
{
    // neighbouring wildcards say no more than the stronger of them
    for (const auto part : {reference, pattern}) {
        for (const char c : part) {
            if (isWildcard(c) && !pattern_.empty() && isWildcard(pattern_.back()))
                pattern_.back() = c == '*' ? '*' : pattern_.back();
            else
                pattern_ += c;
        }
    }
    tooLong_ = pattern_.size() > maxLength;
    pattern_ = canonicalMailboxName(pattern_);
}

bool ListPattern::matches(std::string_view name) const
{
    if (tooLong_)
        return false;
    if (pattern_ == "*")
        return true;
    if (isPlain(pattern_))
        return pattern_ == name;
    if (matchesText(name))
        return true;
    // "in%" and "i*" mean INBOX as well
    const bool isInbox = name.starts_with(inbox)
        && (name.size() == inbox.size() || name[inbox.size()] == hierarchySeparator);
    if (!isInbox)
        return false;
    const auto first = std::min(pattern_.find(hierarchySeparator), pattern_.size());
    auto folded = *this;
    std::ranges::transform(folded.pattern_.substr(0, first), folded.pattern_.begin(), toUpper);
    return folded.matchesText(name);
}

// All ways at once: reached[i] says that the first i characters of the pattern match what was read.
bool ListPattern::matchesText(std::string_view name) const
{
    const auto size = pattern_.size();
    std::vector<char> reached(size + 1, 0);
    const auto passWildcards = [&] { // a wildcard may stand for nothing
        for (std::size_t i = 0; i < size; ++i) {
            if (reached[i] != 0 && isWildcard(pattern_[i]))
                reached[i + 1] = 1;
        }
    };
    reached[0] = 1;
    passWildcards();
    for (const char c : name) {
        for (std::size_t i = size + 1; i-- > 0;) {
            const bool swallowed = reached[i] != 0 && i < size
                && (pattern_[i] == '*' || (pattern_[i] == '%' && c != hierarchySeparator));
            const bool matched
                = i > 0 && reached[i - 1] != 0 && pattern_[i - 1] == c && !isWildcard(c);
            reached[i] = static_cast<char>(swallowed || matched);
        }
        passWildcards();
    }
    return reached[size] != 0;
}

} // namespace postamt::imap::proto
