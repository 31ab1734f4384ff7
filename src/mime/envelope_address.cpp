#include "mime/envelope_address.h"

#include "mime/encoded_word.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace postamt::mime {

namespace {

/// Reads the elements of an ENVELOPE as it was rendered: strings, NIL, lists of lists of strings.
class EnvelopeReader {
public:
    explicit EnvelopeReader(std::string_view text) : rest_(text) { }

    bool take(char c)
    {
        if (!rest_.starts_with(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// A string or NIL, which is nothing; after something else the text is over.
    std::optional<std::string> nstring()
    {
        if (take('"'))
            return quoted();
        if (take('{'))
            return literal();
        if (rest_.starts_with("NIL"))
            rest_.remove_prefix(3);
        else
            rest_ = {};
        return std::nullopt;
    }

    /// Past one element of the envelope.
    void skip()
    {
        if (!take('(')) {
            skipString();
            return;
        }
        while (take('(')) {
            for (int i = 0; i < 4; ++i) {
                skipString();
                take(i < 3 ? ' ' : ')');
            }
        }
        take(')');
    }

    /// Past a string or NIL.
    void skipString()
    {
        if (!rest_.starts_with('"')) {
            nstring();
            return;
        }
        std::size_t end = 1;
        while (end < rest_.size() && rest_[end] != '"')
            end += rest_[end] == '\\' ? 2 : 1;
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }

private:
    std::string quoted()
    {
        std::string out;
        while (!rest_.empty() && !take('"')) {
            take('\\');
            if (!rest_.empty())
                out += rest_.front();
            rest_.remove_prefix(rest_.empty() ? 0 : 1);
        }
        return out;
    }

    std::string literal()
    {
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        if (error != std::errc() || !rest_.starts_with("}\r\n") || size > rest_.size() - 3) {
            rest_ = {};
            return {};
        }
        std::string out(rest_.substr(3, size));
        rest_.remove_prefix(3 + size);
        return out;
    }

    std::string_view rest_;
};

struct EnvelopeAddress {
    std::optional<std::string> name;
    std::optional<std::string> mailbox;
    std::optional<std::string> host; ///< nothing where a group begins or ends
};

/// Goes to the addresses of a field. False if there are none.
bool goTo(EnvelopeReader& reader, EnvelopeField field)
{
    reader.take('(');
    for (int i = 0; i < static_cast<int>(field); ++i) {
        reader.skip();
        reader.take(' ');
    }
    return reader.take('(');
}

/// The next address; nothing behind the last.
std::optional<EnvelopeAddress> nextAddress(EnvelopeReader& reader)
{
    if (!reader.take('('))
        return std::nullopt;
    EnvelopeAddress out;
    out.name = reader.nstring();
    reader.take(' ');
    reader.skipString(); // the route
    reader.take(' ');
    out.mailbox = reader.nstring();
    reader.take(' ');
    out.host = reader.nstring();
    reader.take(')');
    return out;
}

} // namespace

std::string firstDisplayName(std::string_view envelope, EnvelopeField field)
{
    EnvelopeReader reader(envelope);
    const auto first = goTo(reader, field) ? nextAddress(reader) : std::nullopt;
    if (!first)
        return {};
    if (first->name) {
        if (auto decoded = decodeWords(*first->name); !decoded.empty())
            return decoded;
    }
    if (!first->mailbox)
        return {};
    const std::string local = decodeWords(*first->mailbox);
    return first->host && !first->host->empty() ? local + '@' + *first->host : local;
}

std::string firstLocalPart(std::string_view envelope, EnvelopeField field)
{
    EnvelopeReader reader(envelope);
    if (!goTo(reader, field))
        return {};
    while (const auto address = nextAddress(reader)) {
        if (address->mailbox && address->host)
            return decodeWords(*address->mailbox);
    }
    return {};
}

} // namespace postamt::mime
