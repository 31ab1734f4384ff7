#include "text/html.h"

#include "base/ascii.h"
#include "text/html_entity.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>

namespace postamt::text {

namespace {

// Keep these alphabetical.
constexpr std::array<std::string_view, 37> blocks{
    "address", "article", "aside", "blockquote", "body",     "br",     "caption", "center",
    "dd",      "div",     "dl",    "dt",         "fieldset", "footer", "form",    "h1",
    "h2",      "h3",      "h4",    "h5",         "h6",       "head",   "header",  "hr",
    "html",    "li",      "main",  "nav",        "ol",       "option", "p",       "pre",
    "section", "table",   "tbody", "tr",         "ul",
};
static_assert(std::ranges::is_sorted(blocks));

constexpr std::array<std::string_view, 3> silent{"script", "style", "title"};

constexpr bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

class Converter {
public:
    Converter(std::string_view html, std::size_t limit) : html_(html), limit_(limit) { }

    // Four bytes more than asked for, so that truncated() sees where the code point at the limit
    // ends.
    std::string run()
    {
        while (at_ < html_.size() && out_.size() < limit_ + 4) {
            if (html_[at_] == '<')
                markup();
            else if (html_[at_] == '&')
                entity();
            else
                character();
        }
        return std::string(truncated(out_, limit_));
    }

private:
    void character()
    {
        const char c = html_[at_++];
        if (isSpace(c))
            space_ = true;
        else
            put(std::string_view(&c, 1));
    }

    void entity()
    {
        std::string decoded;
        const std::size_t taken = appendEntity(decoded, html_.substr(at_));
        if (taken == 0) {
            character();
            return;
        }
        at_ += taken;
        if (decoded == "\xc2\xa0" || (decoded.size() == 1 && isSpace(decoded[0])))
            space_ = true;
        else
            put(decoded);
    }

    void put(std::string_view piece)
    {
        if (!out_.empty() && newline_)
            out_ += '\n';
        else if (!out_.empty() && space_)
            out_ += ' ';
        space_ = newline_ = false;
        out_ += piece;
    }

    /// Moves behind the next occurrence of `end`, or to the end of the text, as HTML says: what is
    /// not closed goes on for ever. So no byte is looked at twice.
    void skipBehind(std::string_view end)
    {
        const auto found = html_.find(end, at_);
        at_ = found == std::string_view::npos ? html_.size() : found + end.size();
    }

    void markup()
    {
        const std::string_view rest = html_.substr(at_);
        const char next = rest.size() > 1 ? rest[1] : ' ';
        if (rest.starts_with("<!--")) {
            at_ += 4;
            skipBehind("-->");
        } else if (next == '!' || next == '?') {
            skipBehind(">");
        } else if (isAlpha(next) || next == '/') {
            tag();
        } else {
            character();
        }
    }

    void tag()
    {
        const bool closing = html_[at_ + 1] == '/';
        std::size_t i = at_ + (closing ? 2 : 1);
        const std::size_t begin = i;
        while (i < html_.size() && (isAlpha(html_[i]) || isDigit(html_[i])))
            ++i;
        const std::string name = lowered(html_.substr(begin, std::min<std::size_t>(i - begin, 16)));
        at_ = i;
        skipAttributes();
        if (std::ranges::binary_search(blocks, name))
            newline_ = true;
        else if (name == "td" || name == "th")
            space_ = true;
        else if (!closing && std::ranges::find(silent, name) != silent.end())
            skipElement(name);
    }

    void skipAttributes()
    {
        char quote = 0;
        for (; at_ < html_.size(); ++at_) {
            const char c = html_[at_];
            if (quote) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = html_[at_ - 1] == '=' || isSpace(html_[at_ - 1]) ? c : '\0';
            } else if (c == '>') {
                ++at_;
                return;
            }
        }
    }

    void skipElement(std::string_view name)
    {
        while (at_ < html_.size()) {
            skipBehind("</");
            if (startsWithIgnoreCase(html_.substr(at_), name)) {
                skipBehind(">");
                return;
            }
        }
    }

    std::string_view html_;
    std::size_t limit_;
    std::size_t at_ = 0;
    std::string out_;
    bool space_ = false;
    bool newline_ = false;
};

} // namespace

std::string htmlToText(std::string_view html, std::size_t limit)
{
    return Converter(html, limit).run();
}

} // namespace postamt::text
