#include "imap/proto/imap_url.h"

#include "base/ascii.h"
#include "base/encoding.h"
#include "base/utf8.h"

namespace postamt::imap::proto {

namespace {

constexpr std::string_view scheme = "imap://";

/// Undoes %XX; nothing where that is broken or gives NUL or a line end.
std::optional<std::string> decoded(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        const auto byte = hexDecode(text.substr(at + 1, 2));
        if (!byte || byte->size() != 1 || byte->find_first_of(std::string_view("\0\r\n", 3)) == 0)
            return std::nullopt;
        out += *byte;
        at += 2;
    }
    return out;
}

/// Takes "user;AUTH=x@host:port" off the front, up to the path.
bool takeServer(std::string_view& text, ImapUrl& url)
{
    const auto path = std::min(text.find('/'), text.size());
    auto server = text.substr(0, path);
    text.remove_prefix(path);
    if (const auto at = server.rfind('@'); at != std::string_view::npos) {
        const auto who = server.substr(0, at);
        const auto user = decoded(who.substr(0, who.find(';')));
        if (!user || !isUtf8(*user))
            return false;
        url.user = *user;
        server.remove_prefix(at + 1);
    }
    const bool isAddress = server.starts_with('[');
    const auto end = isAddress ? server.find(']') : server.find(':');
    url.host = lowered(server.substr(0, isAddress && end != server.npos ? end + 1 : end));
    return !url.host.empty();
}

/// Takes the mailbox off the front, up to what names the message in it.
bool takeMailbox(std::string_view& text, ImapUrl& url)
{
    if (text.starts_with('/'))
        text.remove_prefix(1);
    const auto end = text.find(';');
    if (end == std::string_view::npos)
        return false;
    auto name = text.substr(0, end);
    text.remove_prefix(end);
    // the slash before ";UID="
    if (name.ends_with('/') && !startsWithIgnoreCase(text, ";UIDVALIDITY="))
        name.remove_suffix(1);
    const auto mailbox = decoded(name);
    if (!mailbox || !isUtf8(*mailbox))
        return false;
    url.mailbox = *mailbox;
    return true;
}

/// Reads ";NAME=value" one after another, each behind a slash but the first.
class Fields {
public:
    explicit Fields(std::string_view text) : rest_(text) { }

    bool read(ImapUrl& url)
    {
        if (auto value = take(";UIDVALIDITY="))
            if (!(url.uidValidity = number(*value)))
                return false;
        (void)skipSlash();
        const auto uid = take(";UID=");
        const auto message = uid ? number(*uid) : std::nullopt;
        if (!message)
            return false;
        url.uid = *message;
        (void)skipSlash();
        if (const auto value = take(";SECTION="); value && !readSection(*value, url))
            return false;
        (void)skipSlash();
        if (const auto value = take(";PARTIAL="); value && !readPartial(*value, url))
            return false;
        return rest_.empty() && !endsWithSlash_;
    }

private:
    bool skipSlash()
    {
        endsWithSlash_ = rest_.starts_with('/');
        if (endsWithSlash_)
            rest_.remove_prefix(1);
        return endsWithSlash_;
    }

    /// The value behind this name, up to the next field.
    std::optional<std::string_view> take(std::string_view name)
    {
        if (!startsWithIgnoreCase(rest_, name))
            return std::nullopt;
        rest_.remove_prefix(name.size());
        auto value = rest_.substr(0, rest_.find(';'));
        if (value.size() < rest_.size() && value.ends_with('/'))
            value.remove_suffix(1);
        rest_.remove_prefix(value.size());
        endsWithSlash_ = false;
        return value;
    }

    static std::optional<std::uint32_t> number(std::string_view text)
    {
        Lexer lexer(text);
        const auto value = lexer.nzNumber("a number");
        lexer.end();
        return lexer.ok() ? std::optional(value) : std::nullopt;
    }

    static bool readSection(std::string_view text, ImapUrl& url)
    {
        const auto section = decoded(text);
        if (!section || section->empty())
            return false;
        const auto bracketed = '[' + *section + ']';
        Lexer lexer(bracketed);
        url.section = parseSection(lexer);
        lexer.end();
        return lexer.ok();
    }

    static bool readPartial(std::string_view text, ImapUrl& url)
    {
        Lexer lexer(text);
        Partial partial;
        partial.origin = lexer.number64("the first byte");
        if (lexer.present(".")) {
            partial.size = lexer.number64("a number of bytes");
            if (partial.size == 0)
                return false;
        }
        lexer.end();
        url.partial = partial;
        return lexer.ok();
    }

    std::string_view rest_;
    bool endsWithSlash_ = false;
};

} // namespace

Result<ImapUrl> parseImapUrl(std::string_view text)
{
    ImapUrl url;
    const bool isAbsolute = startsWithIgnoreCase(text, scheme);
    if (isAbsolute)
        text.remove_prefix(scheme.size());
    const bool isRelative = text.starts_with('/') || text.starts_with(';'); // no other scheme
    const bool isGood = (isAbsolute ? takeServer(text, url) : isRelative) && !text.starts_with("//")
        && takeMailbox(text, url) && Fields(text).read(url) && !(isAbsolute && url.mailbox.empty());
    if (!isGood)
        return bad("expected an IMAP URL of a message or of a section of one");
    return url;
}

} // namespace postamt::imap::proto
