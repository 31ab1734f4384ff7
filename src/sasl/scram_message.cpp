#include "sasl/scram_message.h"

#include "base/encoding.h"
#include "base/utf8.h"
#include "sasl/server_mechanism.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace postamt::sasl {

namespace {

// Takes the comma-separated parts one after another; the first error sticks.
class PartReader {
public:
    explicit PartReader(std::string_view text)
        : rest_(text), ok_(isUtf8(text) && text.find('\0') == std::string_view::npos)
    {
    }

    // The next part, without its comma.
    std::string_view part()
    {
        if (ended_)
            ok_ = false;
        const auto comma = rest_.find(',');
        const auto out = rest_.substr(0, comma);
        ended_ = comma == std::string_view::npos;
        rest_ = ended_ ? std::string_view() : rest_.substr(comma + 1);
        return ok_ ? out : std::string_view();
    }

    // The value of the next part, which must be `name=value`.
    std::string_view attribute(char name)
    {
        const auto out = part();
        if (out.size() < 2 || out[0] != name || out[1] != '=') {
            ok_ = false;
            return {};
        }
        return out.substr(2);
    }

    std::string decoded(char name)
    {
        const auto bytes = base64Decode(attribute(name));
        if (!bytes)
            ok_ = false;
        return bytes.value_or("");
    }

    std::string nonce()
    {
        const auto value = attribute('r');
        const auto printable = [](char c) { return c > 0x20 && c < 0x7f; };
        if (value.empty() || value.size() > maxNonceSize || !std::ranges::all_of(value, printable))
            ok_ = false;
        return std::string(value);
    }

    // What follows must be extensions, none of which we know: attr-val, ignored (section 5.1).
    void extensions()
    {
        while (ok_ && !ended_) {
            const auto out = part();
            if (out.size() < 2 || out[1] != '=')
                ok_ = false;
        }
    }

    void fail() { ok_ = false; }

    std::string_view rest() const { return rest_; }

    bool ended() const { return ended_; }

    bool ok() const { return ok_; }

private:
    std::string_view rest_;
    bool ok_;
    bool ended_ = false;
};

// saslname: "=2C" and "=3D" and no other "="
std::optional<std::string> decodeName(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            out += text[i];
            continue;
        }
        const auto code = text.substr(i + 1, 2);
        if (code != "2C" && code != "3D")
            return std::nullopt;
        out += code == "2C" ? ',' : '=';
        i += 2;
    }
    return out.size() > maxUserSize ? std::nullopt : std::optional(out);
}

std::string nameFrom(std::string_view value, PartReader& reader)
{
    const auto name = decodeName(value);
    if (!name || name->empty())
        reader.fail();
    return name.value_or("");
}

// gs2-cbind-flag "," [ authzid ] ","
Gs2Header headerFrom(PartReader& reader)
{
    Gs2Header out;
    const auto flag = reader.part();
    if (flag == "y") {
        out.flag = BindingFlag::NotOffered;
    } else if (flag.starts_with("p=") && flag.size() > 2) {
        out.flag = BindingFlag::Bound;
        out.bindingName = flag.substr(2);
    } else if (flag != "n") {
        reader.fail();
    }
    const auto identity = reader.part();
    if (identity.starts_with("a="))
        out.authorizationId = nameFrom(identity.substr(2), reader);
    else if (!identity.empty())
        reader.fail();
    return out;
}

} // namespace

std::optional<Gs2Header> Gs2Header::parse(std::string_view text)
{
    PartReader reader(text);
    auto out = headerFrom(reader);
    if (!reader.part().empty() || !reader.ended())
        reader.fail();
    return reader.ok() ? std::optional(std::move(out)) : std::nullopt;
}

// RFC 5802 section 7: gs2-cbind-flag "," [ authzid ] "," [reserved-mext ","] username "," nonce
// ["," ext]
std::optional<ScramClientFirst> ScramClientFirst::parse(std::string_view text)
{
    PartReader reader(text);
    ScramClientFirst out;
    static_cast<Gs2Header&>(out) = headerFrom(reader);
    if (!reader.ok())
        return std::nullopt;
    out.bare = reader.rest();
    out.gs2Header = text.substr(0, text.size() - out.bare.size());
    out.user = nameFrom(reader.attribute('n'), reader);
    out.nonce = reader.nonce();
    reader.extensions();
    return reader.ok() ? std::optional(out) : std::nullopt;
}

std::string ScramServerFirst::format() const
{
    return "r=" + nonce + ",s=" + base64Encode(salt) + ",i=" + std::to_string(iterations);
}

std::optional<ScramServerFirst> ScramServerFirst::parse(std::string_view text)
{
    PartReader reader(text);
    ScramServerFirst out;
    out.nonce = reader.nonce();
    out.salt = reader.decoded('s');
    const auto count = reader.attribute('i');
    const auto* const end = count.data() + count.size();
    const auto [stop, error] = std::from_chars(count.data(), end, out.iterations);
    if (error != std::errc() || stop != end || out.iterations < 1 || out.salt.empty())
        reader.fail();
    reader.extensions();
    return reader.ok() ? std::optional(out) : std::nullopt;
}

std::optional<ScramClientFinal> ScramClientFinal::parse(std::string_view text)
{
    const auto last = text.rfind(",p=");
    if (last == std::string_view::npos)
        return std::nullopt;
    ScramClientFinal out;
    out.withoutProof = text.substr(0, last);
    const auto proof = base64Decode(text.substr(last + 3));
    PartReader reader(out.withoutProof);
    out.binding = reader.decoded('c');
    out.nonce = reader.nonce();
    reader.extensions();
    if (!proof || !reader.ok())
        return std::nullopt;
    out.proof = *proof;
    return out;
}

std::string ScramServerFinal::format() const
{
    return error.empty() ? "v=" + base64Encode(signature) : "e=" + error;
}

std::optional<ScramServerFinal> ScramServerFinal::parse(std::string_view text)
{
    PartReader reader(text);
    ScramServerFinal out;
    if (text.starts_with("e="))
        out.error = reader.attribute('e');
    else
        out.signature = reader.decoded('v');
    reader.extensions();
    if (out.error.empty() && out.signature.empty())
        reader.fail();
    return reader.ok() ? std::optional(out) : std::nullopt;
}

std::string freshScramNonce(Random& random)
{
    return base64Encode(random.bytes(18));
}

std::string encodeScramName(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == ',')
            out += "=2C";
        else if (c == '=')
            out += "=3D";
        else
            out += c;
    }
    return out;
}

} // namespace postamt::sasl
