#include "base/random.h"

#include "base/encoding.h"

#include <sodium.h>

namespace postamt {

std::string Random::bytes(std::size_t size)
{
    std::string out(size, '\0');
    fill(std::as_writable_bytes(std::span(out)));
    return out;
}

std::string Random::hex(std::size_t digits)
{
    std::string out = hexEncode(bytes((digits + 1) / 2));
    out.resize(digits);
    return out;
}

void SystemRandom::fill(std::span<std::byte> bytes)
{
    static const int ready = sodium_init();
    (void)ready;
    randombytes_buf(bytes.data(), bytes.size());
}

} // namespace postamt
