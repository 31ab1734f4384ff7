#include "accounts/visit.h"

#include "base/bytes.h"

#include <boost/asio/ip/address.hpp>
#include <sodium.h>

#include <array>

namespace postamt::accounts {

namespace {

constexpr char letter = 'v';
constexpr std::size_t digestSize = 16;
constexpr std::size_t maxClient = 64;
constexpr std::uint64_t format = 1; // the first number of a record

/// What tells a device from others.
std::string identityOf(const Visit& visit)
{
    RecordWriter writer;
    writer.number(static_cast<std::uint64_t>(visit.outcome));
    writer.number(static_cast<std::uint64_t>(visit.protocol));
    writer.number(static_cast<std::uint64_t>(visit.ground));
    writer.string(visit.label);
    writer.string(visit.client);
    const bool isKnown = visit.ground == LoginGround::Kind::AppPassword || !visit.client.empty();
    writer.string(isKnown && !visit.isRefusal() ? "" : networkOf(visit.peer));
    return writer.take();
}

} // namespace

std::string clientName(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, maxClient))
        out += c >= ' ' && c <= '~' ? c : '?';
    return out;
}

std::string networkOf(std::string_view peer)
{
    boost::system::error_code code;
    const auto address = boost::asio::ip::make_address(std::string(peer), code);
    if (code)
        return std::string(peer);
    if (address.is_v4())
        return address.to_string();
    const auto v6 = address.to_v6();
    if (v6.is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    const auto bytes = v6.to_bytes();
    return {bytes.begin(), bytes.begin() + 8};
}

std::string visitKeys(mail::AccountId account)
{
    std::string key(1, letter);
    putBigEndian(key, account.value);
    return key;
}

std::string visitKey(mail::AccountId account, const Visit& visit)
{
    const auto identity = identityOf(visit);
    std::array<unsigned char, digestSize> digest{};
    crypto_generichash(
        digest.data(),
        digest.size(),
        reinterpret_cast<const unsigned char*>(identity.data()),
        identity.size(),
        nullptr,
        0
    );
    return visitKeys(account) + std::string(digest.begin(), digest.end());
}

bool isVisitKey(std::string_view key)
{
    return key.size() == 1 + 8 + digestSize && key.front() == letter;
}

std::string formatVisit(const Visit& visit)
{
    RecordWriter writer;
    writer.number(format);
    writer.number(static_cast<std::uint64_t>(visit.outcome));
    writer.number(static_cast<std::uint64_t>(visit.protocol));
    writer.number(static_cast<std::uint64_t>(visit.ground));
    writer.string(visit.label);
    writer.string(visit.client);
    writer.string(visit.peer);
    writer.signedNumber(visit.first);
    writer.signedNumber(visit.last);
    writer.number(visit.count);
    return writer.take();
}

Result<Visit> parseVisit(std::string_view bytes)
{
    RecordReader reader(bytes);
    const auto readFormat = reader.number();
    const auto outcome = reader.number();
    const auto protocol = reader.number();
    const auto ground = reader.number();
    Visit visit;
    visit.label = reader.string();
    visit.client = reader.string();
    visit.peer = reader.string();
    visit.first = reader.signedNumber();
    visit.last = reader.signedNumber();
    visit.count = reader.number();
    if (!reader.complete() || readFormat != format
        || outcome >= static_cast<std::uint64_t>(LoginOutcome::Count_)
        || protocol > static_cast<std::uint64_t>(Protocol::Web)
        || ground > static_cast<std::uint64_t>(LoginGround::Kind::Certificate))
        return internal("the record of a visit is damaged");
    visit.outcome = static_cast<LoginOutcome>(outcome);
    visit.protocol = static_cast<Protocol>(protocol);
    visit.ground = static_cast<LoginGround::Kind>(ground);
    return visit;
}

} // namespace postamt::accounts
