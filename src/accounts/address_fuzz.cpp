#include "accounts/address.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::accounts;

/// What was normalised once stays as it is, within its limits and without control characters.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto address = parseAddress(input);
    if (!address)
        return 0;
    if (address->local.empty() || address->domain.empty()
        || address->domain.size() > input.size() * 8)
        std::abort();
    for (const char c : address->text()) {
        if (static_cast<unsigned char>(c) < 0x20)
            std::abort();
    }
    const auto domain = normalDomain(address->domain);
    if (!domain || *domain != address->domain)
        std::abort();
    // Folding may make a name longer than the limit; then it is no second time a name.
    const auto local = normalLocalPart(address->local);
    if (local && *local != address->local)
        std::abort();
    return 0;
}
