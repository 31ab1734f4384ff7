#include "spam/markup.h"

#include "base/ascii.h"
#include "text/html_entity.h"

#include <algorithm>

namespace postamt::spam {

namespace {

constexpr std::size_t maxValue = 300;

constexpr bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

std::string withoutReferences(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t taken = text[i] == '&' ? text::appendEntity(out, text.substr(i)) : 0;
        if (taken == 0)
            out += text[i];
        i += std::max<std::size_t>(taken, 1);
    }
    return out;
}

class Reader {
public:
    Reader(std::string_view html, Markup& markup) : html_(html), markup_(markup) { }

    void run()
    {
        while (at_ < html_.size()) {
            const auto next = html_.find('<', at_);
            shown(html_.substr(at_, next - at_));
            if (next == std::string_view::npos)
                break;
            at_ = next + 1;
            element();
        }
    }

private:
    void shown(std::string_view text)
    {
        constexpr std::size_t most = 200;
        if (inLink_ && markup_.links.back().text.size() < most)
            markup_.links.back().text += text.substr(0, most - markup_.links.back().text.size());
    }

    void skipBehind(std::string_view end)
    {
        const auto found = html_.find(end, at_);
        at_ = found == std::string_view::npos ? html_.size() : found + end.size();
    }

    void element()
    {
        if (html_.substr(at_).starts_with("!--")) {
            const bool behindWord = at_ >= 2 && isAlpha(html_[at_ - 2]);
            at_ += 3;
            skipBehind("-->");
            ++markup_.comments;
            if (behindWord && at_ < html_.size() && isAlpha(html_[at_]))
                ++markup_.commentsInWords;
        } else if (at_ < html_.size() && (isAlpha(html_[at_]) || html_[at_] == '/')) {
            tag();
        }
    }

    void tag()
    {
        const bool closing = html_[at_] == '/';
        at_ += closing ? 1 : 0;
        const std::size_t begin = at_;
        while (at_ < html_.size() && (isAlpha(html_[at_]) || isDigit(html_[at_])))
            ++at_;
        const std::string name
            = lowered(html_.substr(begin, std::min<std::size_t>(at_ - begin, 16)));
        if (closing && name == "a")
            inLink_ = false;
        if (!closing)
            note(name);
        while (at_ < html_.size() && html_[at_] != '>')
            attribute(name);
        at_ += at_ < html_.size() ? 1 : 0;
    }

    void note(std::string tag)
    {
        if (markup_.tags.size() < Markup::maxTags)
            markup_.tags.push_back(std::move(tag));
    }

    void attribute(const std::string& tag)
    {
        const auto isNameEnd = [](char c) { return isBlank(c) || c == '=' || c == '>'; };
        while (at_ < html_.size() && (isBlank(html_[at_]) || html_[at_] == '='))
            ++at_;
        const std::size_t begin = at_;
        while (at_ < html_.size() && !isNameEnd(html_[at_]))
            ++at_;
        const std::string name
            = lowered(html_.substr(begin, std::min<std::size_t>(at_ - begin, 24)));
        while (at_ < html_.size() && isBlank(html_[at_]))
            ++at_;
        if (at_ >= html_.size() || html_[at_] != '=')
            return;
        ++at_;
        while (at_ < html_.size() && isBlank(html_[at_]))
            ++at_;
        take(tag, name, value());
    }

    std::string_view value()
    {
        const char quote = at_ < html_.size() ? html_[at_] : '\0';
        if (quote == '"' || quote == '\'') {
            const std::size_t begin = ++at_;
            const auto end = html_.find(quote, at_);
            at_ = end == std::string_view::npos ? html_.size() : end + 1;
            return html_.substr(begin, (end == std::string_view::npos ? at_ : end) - begin);
        }
        const std::size_t begin = at_;
        while (at_ < html_.size() && !isBlank(html_[at_]) && html_[at_] != '>')
            ++at_;
        return html_.substr(begin, at_ - begin);
    }

    void take(const std::string& tag, const std::string& name, std::string_view raw)
    {
        const std::string value = withoutReferences(trimmed(raw.substr(0, maxValue)));
        if (name == "href") {
            if (markup_.links.size() < Markup::maxLinks) {
                markup_.links.push_back({value, {}});
                inLink_ = tag == "a";
            }
        } else if (name == "src" || name == "background" || name == "action") {
            if (markup_.sources.size() < Markup::maxLinks)
                markup_.sources.push_back(value);
            note(tag + " " + name);
        } else {
            note(tag + " " + name + "=" + lowered(value.substr(0, 40)));
        }
    }

    std::string_view html_;
    Markup& markup_;
    std::size_t at_ = 0;
    bool inLink_ = false;
};

} // namespace

void Markup::read(std::string_view html)
{
    Reader(html, *this).run();
}

std::string_view authorityOf(std::string_view target)
{
    const auto scheme = target.find("://");
    if (scheme == std::string_view::npos)
        return {};
    const std::string_view rest = target.substr(scheme + 3);
    return rest.substr(0, rest.find_first_of(authorityEnd));
}

std::string_view hostOf(std::string_view target)
{
    std::string_view authority = authorityOf(target);
    if (const auto at = authority.rfind('@'); at != std::string_view::npos)
        authority.remove_prefix(at + 1);
    return authority.substr(0, authority.find(':'));
}

} // namespace postamt::spam
