#include "sasl/bearer_pairs.h"

#include "base/ascii.h"

#include <algorithm>

namespace postamt::sasl {

namespace {

constexpr char separator = '\1';

/// kvpair = key "=" value; key = 1*(ALPHA); value = *(VCHAR / SP / HTAB / CR / LF)
bool isPair(std::string_view pair)
{
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return false;
    const auto isValue = [](char c) {
        return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\r' || c == '\n';
    };
    return std::ranges::all_of(pair.substr(0, equals), isAlpha)
        && std::ranges::all_of(pair.substr(equals + 1), isValue);
}

} // namespace

std::optional<std::string_view> pairValue(std::string_view pairs, std::string_view key)
{
    std::optional<std::string_view> found;
    while (!pairs.empty() && pairs.front() != separator) {
        const auto end = pairs.find(separator);
        const auto pair = pairs.substr(0, end);
        if (end == std::string_view::npos || !isPair(pair))
            return std::nullopt;
        const auto equals = pair.find('=');
        if (pair.substr(0, equals) == key) {
            if (found)
                return std::nullopt;
            found = pair.substr(equals + 1);
        }
        pairs.remove_prefix(end + 1);
    }
    if (pairs.size() != 1)
        return std::nullopt;
    return found.value_or("");
}

std::optional<std::string_view> bearerToken(std::string_view authorization)
{
    constexpr std::string_view scheme = "Bearer ";
    if (authorization.empty())
        return authorization;
    if (!startsWithIgnoreCase(authorization, scheme))
        return std::nullopt;
    authorization.remove_prefix(scheme.size());
    // b64token, which a JSON Web Token is
    const auto isToken = [](char c) {
        return isAlpha(c) || isDigit(c) || std::string_view("-._~+/=").find(c) != std::string_view::npos;
    };
    if (authorization.empty() || !std::ranges::all_of(authorization, isToken))
        return std::nullopt;
    return authorization;
}

} // namespace postamt::sasl
