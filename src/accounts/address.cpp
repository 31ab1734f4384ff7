#include "accounts/address.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <algorithm>
#include <idn2.h>
#include <memory>

namespace postamt::accounts {

namespace {

bool hasControls(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

/// The content of a quoted-string (RFC 5321 section 4.1.2), or the text if it is none.
Result<std::string> unquoted(std::string_view local)
{
    if (!local.starts_with('"'))
        return std::string(local);
    if (local.size() < 2 || !local.ends_with('"'))
        return bad("the quoted part before the @ has no end");
    local = local.substr(1, local.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < local.size(); ++i) {
        if (local[i] == '"' || (local[i] == '\\' && i + 1 == local.size()))
            return bad("the quoted part before the @ ends too early");
        if (local[i] == '\\')
            ++i;
        out += local[i];
    }
    return out;
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-'
        && std::ranges::all_of(label, [](char c) {
               return isDigit(c) || isAlpha(c) || c == '-' || c == '_';
           });
}

bool isDomainName(std::string_view domain)
{
    if (domain.empty() || domain.size() > maxDomain)
        return false;
    for (;;) {
        const auto dot = domain.find('.');
        if (!isLabel(domain.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        domain.remove_prefix(dot + 1);
    }
}

} // namespace

Result<std::string> normalLocalPart(std::string_view local)
{
    if (local.empty())
        return bad("there must be a name before the @");
    if (local.size() > maxLocalPart)
        return bad("the part before the @ is longer than 64 bytes");
    if (hasControls(local) || !isUtf8(local))
        return bad("the part before the @ must be UTF-8 without control characters");
    if (isAscii(local))
        return lowered(local);
    std::string out = text::folded(local);
    if (out.empty())
        return bad("there must be a name before the @");
    return out;
}

Result<std::string> normalDomain(std::string_view domain)
{
    if (domain.starts_with('[') && domain.ends_with(']') && !hasControls(domain))
        return lowered(domain);
    std::string name(domain);
    if (!isAscii(domain)) {
        if (domain.size() > 4 * maxDomain || !isUtf8(domain) || hasControls(domain))
            return bad("the part behind the @ is not a domain name");
        char* found = nullptr;
        const int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
        const int code = idn2_to_ascii_8z(name.c_str(), &found, flags);
        const std::unique_ptr<char, decltype(&idn2_free)> owned(found, &idn2_free);
        if (code != IDN2_OK)
            return bad("the part behind the @ is not a domain name");
        name = found;
    }
    if (!isDomainName(name))
        return bad("the part behind the @ is not a domain name");
    return lowered(name);
}

Result<Address> parseAddress(std::string_view text)
{
    const auto at = text.rfind('@');
    if (at == std::string_view::npos)
        return bad("a mail address has an @ in it, such as alice@example.org");
    auto local = unquoted(text.substr(0, at));
    if (local)
        local = normalLocalPart(*local);
    if (!local)
        return std::unexpected(local.error());
    auto domain = normalDomain(text.substr(at + 1));
    if (!domain)
        return std::unexpected(domain.error());
    return Address{std::move(*local), std::move(*domain)};
}

} // namespace postamt::accounts
