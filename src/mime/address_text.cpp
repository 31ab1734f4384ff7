#include "mime/address.h"
#include "mime/encoded_word.h"
#include "text/charset.h"

namespace postamt::mime {

namespace {

constexpr bool isAtomByte(char c)
{
    return static_cast<unsigned char>(c) > ' ' && c != '\x7f'
        && !std::string_view("()<>[]:;@\\,.\"").contains(c);
}

bool isDotAtom(std::string_view text)
{
    bool afterDot = true;
    for (const char c : text) {
        if (c == '.' ? afterDot : !isAtomByte(c))
            return false;
        afterDot = c == '.';
    }
    return !afterDot;
}

} // namespace

std::string addressSpec(const Address& address)
{
    std::string out;
    if (isDotAtom(address.mailbox)) {
        out = address.mailbox;
    } else {
        out = "\"";
        for (const char c : address.mailbox) {
            if (c == '"' || c == '\\')
                out += '\\';
            out += c;
        }
        out += '"';
    }
    return address.host.empty() ? out : out + '@' + address.host;
}

std::string displayText(const std::vector<Address>& addresses)
{
    std::string out;
    bool first = true;
    for (const Address& address : addresses) {
        if (address.kind == Address::Kind::GroupEnd) {
            out += ';';
            first = false;
            continue;
        }
        out += first ? "" : ", ";
        first = address.kind == Address::Kind::GroupBegin;
        if (first) {
            out += decodeWords(address.mailbox) + ": ";
            continue;
        }
        const std::string spec = text::fromUnknown(addressSpec(address));
        out += address.name.empty() ? spec : decodeWords(address.name) + " <" + spec + '>';
    }
    return out;
}

} // namespace postamt::mime
