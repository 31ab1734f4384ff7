#include "tokens/https_url.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace postamt::tokens {

namespace {

constexpr std::size_t maxUrl = 2048;

bool isHost(std::string_view host)
{
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
        return isAlpha(c) || isDigit(c) || c == '.' || c == '-';
    });
}

bool isAddress6(std::string_view host)
{
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':'
            || c == '.';
    });
}

bool isTarget(std::string_view target)
{
    static constexpr std::string_view marks = "-._~!$&'()*+,;=:@/?%";
    return std::ranges::all_of(target, [](char c) {
        return isAlpha(c) || isDigit(c) || marks.find(c) != std::string_view::npos;
    });
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    std::uint16_t port = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc() || stop != end || port == 0)
        return std::nullopt;
    return port;
}

} // namespace

std::optional<HttpsUrl> HttpsUrl::parse(std::string_view text)
{
    constexpr std::string_view scheme = "https://";
    if (text.size() > maxUrl || !startsWithIgnoreCase(text, scheme))
        return std::nullopt;
    text.remove_prefix(scheme.size());
    const auto slash = std::min(text.find_first_of("/?"), text.size());
    auto authority = text.substr(0, slash);
    HttpsUrl out;
    out.target = text.substr(slash);
    if (!out.target.starts_with('/'))
        out.target.insert(0, 1, '/');
    const bool isBracketed = authority.starts_with('[');
    const auto close = authority.find(']');
    if (isBracketed && close == std::string_view::npos)
        return std::nullopt;
    const auto hostEnd = isBracketed ? close + 1 : std::min(authority.find(':'), authority.size());
    out.host = isBracketed ? authority.substr(1, close - 1) : authority.substr(0, hostEnd);
    authority.remove_prefix(hostEnd);
    if (!authority.empty()) {
        const auto port = authority.starts_with(':') ? portOf(authority.substr(1)) : std::nullopt;
        if (!port)
            return std::nullopt;
        out.port = *port;
    }
    const bool isSound = isBracketed ? isAddress6(out.host) : isHost(out.host);
    return isSound && isTarget(out.target) ? std::optional(out) : std::nullopt;
}

std::string HttpsUrl::authority() const
{
    auto out = host.find(':') == std::string::npos ? host : '[' + host + ']';
    if (port != 443)
        out += ':' + std::to_string(port);
    return out;
}

} // namespace postamt::tokens
