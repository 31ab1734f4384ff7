#include "smtp/proto/domain.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <arpa/inet.h>
#include <memory>

namespace postamt::smtp::proto {

namespace {

constexpr std::size_t maxLabel = 63;

std::unexpected<PathFault> failed(PathFault fault)
{
    return std::unexpected(fault);
}

// address-literal = "[" ( IPv4-address-literal / "IPv6:" IPv6-addr ) "]"
std::expected<std::string, PathFault> canonicalLiteral(std::string_view text)
{
    if (text.size() < 2 || !text.ends_with(']'))
        return failed(PathFault::Syntax);
    const bool six = startsWithIgnoreCase(text, "[IPv6:");
    const std::string address(text.substr(six ? 6 : 1, text.size() - (six ? 7 : 2)));
    in6_addr parsed{};
    if (address.find('\0') != std::string::npos
        || inet_pton(six ? AF_INET6 : AF_INET, address.c_str(), &parsed) != 1)
        return failed(PathFault::Syntax);
    return (six ? "[IPv6:" : "[") + lowered(address) + ']';
}

std::expected<std::string, PathFault> aLabels(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ
            | UIDNA_NONTRANSITIONAL_TO_ASCII,
        status
    ));
    if (U_FAILURE(status))
        return failed(PathFault::BadDomain);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    icu::IDNAInfo report;
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    idna->nameToASCII_UTF8(piece, sink, report, status);
    if (U_FAILURE(status) || report.hasErrors())
        return failed(PathFault::BadDomain);
    return out;
}

// Domain = sub-domain *("." sub-domain), underscores allowed
bool isDomain(std::string_view text)
{
    while (true) {
        const auto label = text.substr(0, text.find('.'));
        const auto isByte = [](char c) { return isAlpha(c) || isDigit(c) || c == '-' || c == '_'; };
        if (label.empty() || label.size() > maxLabel || !std::ranges::all_of(label, isByte)
            || label.front() == '-' || label.back() == '-')
            return false;
        if (label.size() == text.size())
            return true;
        text.remove_prefix(label.size() + 1);
    }
}

} // namespace

std::expected<std::string, PathFault> canonicalDomain(std::string_view text)
{
    if (text.size() > maxDomain)
        return failed(PathFault::TooLong);
    if (text.starts_with('['))
        return canonicalLiteral(text);
    if (isAscii(text))
        return isDomain(text) ? std::expected<std::string, PathFault>(lowered(text))
                              : failed(PathFault::Syntax);
    if (!isUtf8(text) || text.find('\0') != std::string_view::npos)
        return failed(PathFault::Syntax);
    auto ascii = aLabels(text);
    if (ascii && ascii->size() > maxDomain)
        return failed(PathFault::TooLong);
    if (ascii && !isDomain(*ascii))
        return failed(PathFault::BadDomain);
    return ascii;
}

} // namespace postamt::smtp::proto
