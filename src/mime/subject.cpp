#include "mime/subject.h"

#include "base/ascii.h"

namespace postamt::mime {

namespace {

std::string collapsed(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool isWhite = c == ' ' || (c >= '\t' && c <= '\r');
        if (!isWhite)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

std::string_view withoutBlank(std::string_view text)
{
    if (text.starts_with(' '))
        text.remove_prefix(1);
    return text;
}

/// The length of "[...]" with the blank behind it, 0 if there is none.
std::size_t blobLength(std::string_view text)
{
    if (!text.starts_with('['))
        return 0;
    const auto end = text.find_first_of("[]", 1);
    if (end == std::string_view::npos || text[end] == '[')
        return 0;
    return end + 1 < text.size() && text[end + 1] == ' ' ? end + 2 : end + 1;
}

/// The length of "Re:", "Fwd [x]:" and so on, 0 if there is none.
std::size_t markLength(std::string_view text)
{
    for (const std::string_view mark : {"re", "fwd", "fw", "aw", "wg"}) {
        if (!startsWithIgnoreCase(text, mark))
            continue;
        std::string_view rest = withoutBlank(text.substr(mark.size()));
        rest.remove_prefix(blobLength(rest));
        if (rest.starts_with(':'))
            return text.size() - rest.size() + 1;
    }
    return 0;
}

class Stripper {
public:
    explicit Stripper(std::string_view text) : rest_(text) { }

    BaseSubject run()
    {
        do {
            stripTrailers();
            stripLeaders();
        } while (stripWrapper());
        return {std::string(rest_), isReply_};
    }

private:
    void stripTrailers()
    {
        constexpr std::string_view mark = "(fwd)";
        rest_ = trimmed(rest_);
        while (rest_.size() >= mark.size()
               && equalsIgnoreCase(rest_.substr(rest_.size() - mark.size()), mark)) {
            rest_ = trimmed(rest_.substr(0, rest_.size() - mark.size()));
            isReply_ = true;
        }
    }

    // RFC 5256 repeats its steps 3 to 5 for one blob after the other. Behind a row of blobs without
    // a mark there is none behind any end of that row either, so the row is read once.
    void stripLeaders()
    {
        while (true) {
            rest_ = withoutBlank(rest_);
            std::size_t blobs = 0;
            std::size_t last = 0;
            while (const std::size_t length = blobLength(rest_.substr(blobs))) {
                last = blobs;
                blobs += length;
            }
            const std::size_t mark = markLength(rest_.substr(blobs));
            if (mark == 0) {
                rest_.remove_prefix(blobs < rest_.size() ? blobs : last);
                return;
            }
            rest_.remove_prefix(blobs + mark);
            isReply_ = true;
        }
    }

    bool stripWrapper()
    {
        constexpr std::string_view mark = "[fwd:";
        if (!startsWithIgnoreCase(rest_, mark) || !rest_.ends_with(']'))
            return false;
        rest_ = rest_.substr(mark.size(), rest_.size() - mark.size() - 1);
        isReply_ = true;
        return true;
    }

    std::string_view rest_;
    bool isReply_ = false;
};

} // namespace

BaseSubject baseSubject(std::string_view subject)
{
    const std::string text = collapsed(subject);
    return Stripper(text).run();
}

} // namespace postamt::mime
