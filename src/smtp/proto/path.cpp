#include "smtp/proto/path.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "smtp/proto/domain.h"

#include <algorithm>

namespace postamt::smtp::proto {

namespace {

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

// atext of RFC 5322, and RFC 6531
bool isAtext(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~";
    return isAlpha(c) || isDigit(c) || isBeyondAscii(c) || marks.find(c) != std::string_view::npos;
}

// Reads a path from its front; the first error sticks, and reads after it take nothing.
class PathReader {
public:
    explicit PathReader(std::string_view text) : rest_(text) { }

    bool take(char c)
    {
        if (fault_ || !rest_.starts_with(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char c)
    {
        if (!take(c))
            fail(PathFault::Syntax);
    }

    // A-d-l ":" with A-d-l = "@" Domain *( "," "@" Domain )
    void skipRoute()
    {
        if (!rest_.starts_with('@'))
            return;
        const auto length = rest_.find(':');
        const auto isRouteByte = [](char c) {
            return isAlpha(c) || isDigit(c) || isBeyondAscii(c)
                || std::string_view("@,.-_").find(c) != std::string_view::npos;
        };
        if (length == std::string_view::npos
            || !std::ranges::all_of(rest_.substr(0, length), isRouteByte)) {
            fail(PathFault::Syntax);
            return;
        }
        rest_.remove_prefix(length + 1);
    }

    std::string localPart()
    {
        auto out = rest_.starts_with('"') ? quotedString() : dotString();
        if (out.empty())
            fail(PathFault::Syntax);
        if (out.size() > maxLocalPart)
            fail(PathFault::TooLong);
        return out;
    }

    // The text up to `end`, which is not taken; checked by canonicalDomain().
    std::string_view domainText(char end)
    {
        const auto out = rest_.substr(0, rest_.find(end));
        rest_.remove_prefix(fault_ ? 0 : out.size());
        return out;
    }

    void fail(PathFault fault)
    {
        if (!fault_)
            fault_ = fault;
    }

    std::string_view rest() const { return rest_; }

    const std::optional<PathFault>& fault() const { return fault_; }

private:
    std::string dotString()
    {
        const auto isByte = [](char c) { return c == '.' || isAtext(c); };
        const auto end = std::ranges::find_if_not(rest_, isByte);
        const auto length = static_cast<std::size_t>(end - rest_.begin());
        const std::string out(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return out;
    }

    // Quoted-string = DQUOTE *( qtextSMTP / quoted-pairSMTP ) DQUOTE
    std::string quotedString()
    {
        std::string out;
        expect('"');
        while (!rest_.starts_with('"')) {
            if (rest_.starts_with('\\'))
                rest_.remove_prefix(1);
            if (rest_.empty() || (rest_[0] >= 0 && rest_[0] < 0x20) || rest_[0] == 0x7f) {
                fail(PathFault::Syntax);
                return {};
            }
            out += rest_[0];
            rest_.remove_prefix(1);
        }
        expect('"');
        return out;
    }

    std::string_view rest_;
    std::optional<PathFault> fault_;
};

Mailbox readMailbox(PathReader& reader, char end)
{
    Mailbox out;
    out.localPart = reader.localPart();
    if (end != '\0' && reader.rest().starts_with(end)
        && equalsIgnoreCase(out.localPart, "postmaster"))
        return out;
    reader.expect('@');
    const auto text = end == '\0' ? reader.rest() : reader.domainText(end);
    if (reader.fault())
        return out;
    auto domain = canonicalDomain(text);
    if (!domain)
        reader.fail(domain.error());
    else
        out.domain = std::move(*domain);
    out.givenDomain = text;
    return out;
}

} // namespace

bool Mailbox::needsUtf8() const
{
    return !isAscii(localPart);
}

std::string Mailbox::format() const
{
    std::string out;
    if (std::ranges::all_of(localPart, [](char c) { return c == '.' || isAtext(c); })) {
        out = localPart;
    } else {
        out = '"';
        for (const char c : localPart) {
            if (c == '"' || c == '\\')
                out += '\\';
            out += c;
        }
        out += '"';
    }
    return isPostmaster() ? out : out + '@' + domain;
}

std::expected<ParsedPath, PathFault> takePath(std::string_view& text)
{
    PathReader reader(text);
    ParsedPath out;
    reader.expect('<');
    if (!reader.take('>')) {
        reader.skipRoute();
        out.mailbox = readMailbox(reader, '>');
        reader.expect('>');
    }
    if (reader.fault())
        return std::unexpected(*reader.fault());
    const auto taken = text.substr(0, text.size() - reader.rest().size());
    if (!isUtf8(taken))
        return std::unexpected(PathFault::Syntax);
    out.beyondAscii = !isAscii(taken);
    text = reader.rest();
    return out;
}

std::expected<Mailbox, PathFault> parseMailbox(std::string_view text)
{
    if (!isUtf8(text))
        return std::unexpected(PathFault::Syntax);
    PathReader reader(text);
    const auto out = readMailbox(reader, '\0');
    if (reader.fault())
        return std::unexpected(*reader.fault());
    return out;
}

} // namespace postamt::smtp::proto
