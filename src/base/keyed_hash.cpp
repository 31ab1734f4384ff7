#include "base/keyed_hash.h"

#include <sodium.h>

#include <array>
#include <bit>
#include <cstdint>

namespace postamt {

namespace {

using Key = std::array<unsigned char, crypto_shorthash_KEYBYTES>;

Key drawn()
{
    Key key{};
    if (sodium_init() >= 0)
        crypto_shorthash_keygen(key.data());
    return key;
}

} // namespace

std::size_t KeyedHash::operator()(std::string_view text) const noexcept
{
    static const Key key = drawn();
    std::array<unsigned char, crypto_shorthash_BYTES> out{};
    crypto_shorthash(
        out.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.data()
    );
    return std::bit_cast<std::uint64_t>(out);
}

} // namespace postamt
