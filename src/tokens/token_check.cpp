#include "tokens/token_check.h"

#include "tokens/json.h"
#include "tokens/token.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace postamt::tokens {

namespace {

/// No time of day is later than this (the year 9999), so that sums do not overflow.
constexpr double latestTime = 253'402'300'799.0;

/// NumericDate (RFC 7519 section 2): an integer or a fraction, which is cut off.
std::optional<UnixSeconds> timeOf(const boost::json::value& value)
{
    double seconds = -1;
    if (value.is_int64())
        seconds = static_cast<double>(value.get_int64());
    else if (value.is_uint64())
        seconds = static_cast<double>(value.get_uint64());
    else if (value.is_double())
        seconds = value.get_double();
    if (!(seconds >= 0 && seconds <= latestTime))
        return std::nullopt;
    return static_cast<UnixSeconds>(seconds);
}

/// When it ends, with the leeway.
Result<UnixSeconds> endOf(const boost::json::object& claims, UnixSeconds now)
{
    const auto* expiry = claims.if_contains("exp");
    const auto end = expiry == nullptr ? std::nullopt : timeOf(*expiry);
    if (!end)
        return no("the token does not say when it ends");
    if (now >= *end + leeway)
        return no("the token has expired");
    for (const auto* name : {"nbf", "iat"}) {
        const auto* claim = claims.if_contains(name);
        if (claim == nullptr)
            continue;
        const auto begin = timeOf(*claim);
        if (!begin || *begin > now + leeway)
            return no("the token is not valid yet");
    }
    return *end + leeway;
}

bool isFor(const boost::json::object& claims, std::string_view audience)
{
    const auto* claim = claims.if_contains("aud");
    if (claim == nullptr)
        return false;
    const auto isOurs = [audience](const boost::json::value& value) {
        return value.is_string()
            && std::string_view(value.get_string().data(), value.get_string().size()) == audience;
    };
    return claim->is_array() ? std::ranges::any_of(claim->get_array(), isOurs) : isOurs(*claim);
}

Result<Holder>
checkClaims(const boost::json::object& claims, const TokenRules& rules, UnixSeconds now)
{
    if (textMember(claims, "iss") != rules.issuer)
        return no("the token is of another issuer");
    if (!isFor(claims, rules.audience))
        return no("the token is for somebody else (aud)");
    const auto end = endOf(claims, now);
    if (!end)
        return std::unexpected(end.error());
    const auto* verified = claims.if_contains("email_verified");
    if (rules.addressClaim == "email" && verified != nullptr
        && !(verified->is_bool() && verified->get_bool()))
        return no("the issuer has not verified the address in the token");
    auto address = textMember(claims, rules.addressClaim);
    if (!address || address->empty())
        return no("the token has no address in " + rules.addressClaim);
    return Holder{.address = std::move(*address), .ends = *end};
}

} // namespace

Result<Holder>
holderOf(std::string_view text, const KeySet& keys, const TokenRules& rules, UnixSeconds now)
{
    const auto token = Token::parse(text);
    if (!token)
        return no(token.error().text);
    const auto candidates = keys.find(token->algorithm, token->keyId);
    if (candidates.empty())
        return no("the issuer has published no such key", "NOKEY");
    const bool isSigned = std::ranges::any_of(candidates, [&](const PublicKey& key) {
        return key.verifies(token->signedText, token->signature);
    });
    // Without a name it may be signed by a key that is newer than those.
    if (!isSigned)
        return no("the signature of the token is wrong", token->keyId.empty() ? "NOKEY" : "");
    return checkClaims(token->claims, rules, now);
}

} // namespace postamt::tokens
