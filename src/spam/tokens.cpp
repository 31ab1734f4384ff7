#include "spam/tokens.h"

#include "base/ascii.h"
#include "mime/encoded_word.h"
#include "spam/words.h"
#include "text/fold.h"

#include <algorithm>
#include <array>

namespace postamt::spam {

namespace {

/// Small letters as far as that is cheap, else folded.
std::string small(std::string_view text)
{
    return isAscii(text) ? lowered(text) : text::folded(text);
}

// What our own server or a clock writes, or what is told elsewhere, is not looked at as words.
constexpr std::array<std::string_view, 12> unread{
    "authentication-results",
    "content-length",
    "date",
    "delivered-to",
    "from",
    "lines",
    "received",
    "reply-to",
    "return-path",
    "status",
    "subject",
    "x-spam-status",
};
static_assert(std::ranges::is_sorted(unread));

class Tokens {
public:
    Tokens(FeatureSet& set, const Letter& letter) : set_(set), letter_(letter) { }

    void run()
    {
        senders();
        route();
        subject();
        fields();
        links();
        parts();
        tags();
        words(letter_.plain, "");
        words(letter_.htmlText, "");
    }

private:
    void host(Group group, std::string_view name, std::string_view host)
    {
        const std::string whole = lowered(host).substr(0, 100);
        std::string_view rest = whole;
        for (int depth = 0; depth < 5 && !rest.empty(); ++depth) {
            set_.add(group, name, rest);
            const auto dot = rest.find('.');
            rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
        }
    }

    void network(std::string_view name, std::string_view address)
    {
        const char separator = address.contains(':') ? ':' : '.';
        std::size_t end = address.find(separator);
        for (int parts = 1; end != std::string_view::npos && parts < 4; ++parts) {
            if (parts > 1)
                set_.add(Group::Route, name, address.substr(0, end));
            end = address.find(separator, end + 1);
        }
        set_.add(Group::Route, name, address);
    }

    void addresses(std::string_view name, const std::vector<mime::Address>& list)
    {
        for (const auto& address : list) {
            const std::string local = lowered(address.mailbox).substr(0, 64);
            const std::string at = lowered(address.host).substr(0, 100);
            set_.add(Group::Sender, name, local + "@" + at);
            set_.add(Group::Sender, name, local + "@");
            host(Group::Sender, name, at);
            const std::string shown = small(mime::decodeWords(address.name).substr(0, 200));
            eachWord(shown, [&](std::string_view word) { set_.add(Group::Sender, name, word); });
        }
    }

    void senders()
    {
        addresses("from", letter_.from);
        addresses("reply", letter_.replyTo);
        if (!letter_.senderHost.empty())
            host(Group::Sender, "path", letter_.senderHost);
    }

    void route()
    {
        int place = 0;
        for (const auto& field : letter_.header.fields()) {
            if (!equalsIgnoreCase(field.name, "Received"))
                continue;
            if (place == 0)
                delivering(field.value);
            else if (place <= 8)
                hop(field.value);
            ++place;
        }
        set_.add(Group::Route, "hops", std::to_string(std::min(place, 8)));
    }

    void delivering(std::string_view received)
    {
        const auto from = Delivering::read(received);
        host(Group::Route, "helo", from.hello);
        host(Group::Route, "rdns", from.name.empty() ? "unknown" : std::string_view(from.name));
        network("ip", from.address);
    }

    /// A field of another server: its hosts and addresses, and the words between.
    void hop(std::string_view received)
    {
        const auto date = received.rfind(';');
        eachWord(received.substr(0, std::min<std::size_t>(date, 400)), [&](std::string_view word) {
            if (word.contains('.') && isDigit(word.front()) && isDigit(word.back()))
                network("hop", word);
            else if (word.contains('.'))
                host(Group::Route, "hop", word);
            else if (word.size() > 2 && word.size() < 12)
                set_.add(Group::Route, "hop", small(word));
        });
    }

    void subject()
    {
        std::string before;
        const std::string_view text = std::string_view(letter_.subject).substr(0, 500);
        eachWord(text, [&](std::string_view word) {
            set_.add(Group::Subject, "subject", word);
            const std::string now = small(word);
            set_.add(Group::Subject, "subject", now);
            if (!before.empty())
                set_.add(Group::Subject, "subject", before + " " + now);
            before = now;
        });
    }

    void fields()
    {
        std::string before;
        std::size_t count = 0;
        for (const auto& field : letter_.header.fields()) {
            const std::string name = lowered(field.name.substr(0, 40));
            if (++count > 100)
                break;
            set_.add(Group::Header, "field", name);
            set_.add(Group::Header, "field", field.name.substr(0, 40));
            if (name != "received") {
                set_.add(Group::Header, "field", before + ">" + name);
                before = name;
            }
            if (!std::ranges::binary_search(unread, name))
                fieldWords(name, field.value);
        }
    }

    void fieldWords(const std::string& name, std::string_view value)
    {
        std::size_t count = 0;
        eachWord(
            mime::decodeWords(mime::unfolded(value.substr(0, 600))),
            [&](std::string_view word) {
                if (++count > 40)
                    return;
                set_.add(Group::Header, name, small(word));
                if (const auto at = word.find('@'); at != std::string_view::npos)
                    host(Group::Header, name, word.substr(at + 1));
            }
        );
        // How a mailer writes it: digits and letters in their places.
        std::string shape;
        for (const char c : trimmed(value).substr(0, 60)) {
            const char kind = isDigit(c) ? '9' : isAlpha(c) ? 'a' : c;
            if (shape.empty() || shape.back() != kind)
                shape += kind;
        }
        set_.add(Group::Header, name + " shape", shape);
    }

    void link(std::string_view name, std::string_view target)
    {
        const auto scheme = target.find("://");
        if (scheme == std::string_view::npos) {
            set_.add(Group::Link, name, small(target.substr(0, target.find(':')).substr(0, 12)));
            if (const auto at = target.find('@'); at != std::string_view::npos)
                host(
                    Group::Link,
                    name,
                    target.substr(at + 1, target.find_first_of("?>", at) - at - 1)
                );
            return;
        }
        const std::string_view rest = target.substr(scheme + 3);
        const auto end = rest.find_first_of(authorityEnd);
        std::string_view authority = authorityOf(target);
        if (const auto at = authority.rfind('@'); at != std::string_view::npos)
            authority.remove_prefix(at + 1);
        if (const auto port = authority.find(':'); port != std::string_view::npos) {
            set_.add(Group::Link, name, authority.substr(port, 6));
            authority = authority.substr(0, port);
        }
        host(Group::Link, name, authority);
        if (end == std::string_view::npos)
            return;
        std::size_t count = 0;
        eachWord(rest.substr(end, 100), [&](std::string_view word) {
            if (++count <= 6)
                set_.add(Group::Link, "path of link", small(word));
        });
    }

    void links()
    {
        for (const auto& one : letter_.markup.links)
            link("link", one.target);
        for (const auto& source : letter_.markup.sources)
            link("source", source);
        const std::string_view plain = letter_.plain;
        std::size_t count = 0;
        for (auto at = plain.find("://"); at != std::string_view::npos && count < 100;
             at = plain.find("://", at + 3), ++count) {
            const auto end = plain.find_first_of(" \t\r\n<>\"", at);
            const std::size_t begin = at >= 5 ? at - 5 : 0;
            link("link", plain.substr(begin, end - begin));
        }
    }

    void parts()
    {
        std::string all;
        const auto& structure = letter_.structure;
        for (std::size_t i = 0; i < structure.parts.size() && i < 10; ++i) {
            const auto& fields = structure.fields[i];
            const std::string type = fields.type.substr(0, 20) + "/" + fields.subtype.substr(0, 30);
            all += type + " ";
            set_.add(Group::Markup, "part", type);
            set_.add(Group::Markup, "charset", lowered(structure.parts[i].charset).substr(0, 30));
            set_.add(
                Group::Markup,
                "encoding",
                type + " " + std::string(mime::encodingName(structure.parts[i].encoding))
            );
            for (const auto& parameter : fields.parameters) {
                if (parameter.name == "name")
                    set_.add(Group::Markup, "file", lowered(parameter.value).substr(0, 60));
            }
        }
        set_.add(Group::Markup, "parts", all);
    }

    void tags()
    {
        for (const auto& tag : letter_.markup.tags)
            set_.add(Group::Markup, "tag", tag);
    }

    void words(std::string_view text, std::string_view name)
    {
        eachWord(text, [&](std::string_view word) {
            if (set_.isFull())
                return;
            const std::string now = small(word);
            if (now.size() > 2)
                set_.add(Group::Word, name, now);
            if (const auto at = now.find('@'); at != std::string::npos)
                host(Group::Word, "mail", std::string_view(now).substr(at + 1));
        });
    }

    FeatureSet& set_;
    const Letter& letter_;
};

/// The bytes behind the fields that our own server put in front.
std::string_view withoutTrace(const Letter& letter)
{
    std::size_t begin = 0;
    for (const auto& field : letter.header.fields()) {
        const bool ours = equalsIgnoreCase(field.name, "Return-Path")
            || equalsIgnoreCase(field.name, "Received");
        if (!ours)
            break;
        begin = field.end;
        if (equalsIgnoreCase(field.name, "Received"))
            break;
    }
    return letter.bytes.substr(begin);
}

} // namespace

Delivering Delivering::read(std::string_view received)
{
    Delivering out;
    const std::string value = lowered(received.substr(0, 500));
    const std::string_view text = trimmed(value);
    if (!text.starts_with("from "))
        return out;
    const std::string_view rest = text.substr(5);
    out.hello = rest.substr(0, rest.find_first_of(" \t\r\n("));
    const auto open = rest.find('(');
    const auto by = rest.find("by ");
    if (open == std::string_view::npos || open > by)
        return out;
    const std::string_view inside = rest.substr(open + 1, rest.find(')', open) - open - 1);
    const auto bracket = inside.find('[');
    if (bracket == std::string_view::npos)
        return out;
    out.address = inside.substr(bracket + 1, inside.find(']', bracket) - bracket - 1);
    if (out.address.starts_with("ipv6:"))
        out.address.erase(0, 5);
    out.name = trimmed(inside.substr(0, bracket));
    if (out.name == "unknown")
        out.name.clear();
    return out;
}

void addTokens(FeatureSet& set, const Letter& letter)
{
    Tokens(set, letter).run();
    set.addRuns(withoutTrace(letter).substr(0, FeatureSet::maxRuns));
}

} // namespace postamt::spam
