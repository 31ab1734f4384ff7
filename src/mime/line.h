#pragma once

#include <cstddef>
#include <string_view>

namespace postamt::mime {

/// One line of a message as offsets: the text is [begin, end), the next line begins at `next`.
/// `next == end` if the text ends without a line end.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t next = 0;

    bool isEmpty() const { return begin == end; }

    std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// Walks the lines of a message. CRLF or LF ends a line; only in a text without any LF does a bare
/// CR (else it is a byte like others).
class LineScanner {
public:
    explicit LineScanner(std::string_view text)
        : text_(text), end_(text.find('\n') == std::string_view::npos ? '\r' : '\n')
    {
    }

    /// The next line; false at the end of the text.
    bool next(Line& line)
    {
        if (at_ == text_.size())
            return false;
        line.begin = at_;
        const auto found = text_.find(end_, at_);
        if (found == std::string_view::npos) {
            line.end = at_ = line.next = text_.size();
            return true;
        }
        line.end = found;
        if (end_ == '\n' && found > at_ && text_[found - 1] == '\r')
            --line.end;
        at_ = line.next = found + 1;
        return true;
    }

private:
    std::string_view text_;
    char end_;
    std::size_t at_ = 0;
};

} // namespace postamt::mime
