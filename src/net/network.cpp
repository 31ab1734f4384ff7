#include "net/network.h"

#include <boost/asio/ip/address.hpp>

#include <charconv>
#include <span>
#include <string>

namespace postamt::net {

namespace {

using boost::asio::ip::address;

std::optional<address> addressIn(std::string_view text)
{
    boost::system::error_code code;
    const auto parsed = boost::asio::ip::make_address(std::string(text), code);
    return code ? std::nullopt : std::optional(parsed);
}

bool beginsAlike(
    std::span<const unsigned char> one, std::span<const unsigned char> other, unsigned bits
)
{
    for (std::size_t i = 0; bits > 0; ++i) {
        const unsigned here = bits < 8 ? bits : 8;
        if (((one[i] ^ other[i]) >> (8 - here)) != 0)
            return false;
        bits -= here;
    }
    return true;
}

} // namespace

std::optional<Network> Network::parse(std::string_view text)
{
    const auto slash = text.find('/');
    const auto first = addressIn(text.substr(0, slash));
    if (!first)
        return std::nullopt;
    Network out;
    out.first_ = *first;
    const unsigned most = first->is_v4() ? 32 : 128;
    out.bits_ = most;
    if (slash == std::string_view::npos)
        return out;
    const auto bits = text.substr(slash + 1);
    const auto* end = bits.data() + bits.size();
    const auto [read, code] = std::from_chars(bits.data(), end, out.bits_);
    if (code != std::errc() || read != end || out.bits_ > most)
        return std::nullopt;
    return out;
}

bool Network::contains(std::string_view text) const
{
    const auto other = addressIn(text);
    if (!other || other->is_v4() != first_.is_v4())
        return false;
    if (first_.is_v4())
        return beginsAlike(first_.to_v4().to_bytes(), other->to_v4().to_bytes(), bits_);
    return beginsAlike(first_.to_v6().to_bytes(), other->to_v6().to_bytes(), bits_);
}

} // namespace postamt::net
