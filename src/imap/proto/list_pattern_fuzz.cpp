// Patterns take no time out of proportion, "*" matches all, and a name matches itself.
#include "imap/proto/list_pattern.h"
#include "imap/proto/mailbox_name.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::imap::proto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto cut = input.find('\n');
    if (cut == std::string_view::npos)
        return 0;
    const auto pattern = input.substr(0, cut);
    const auto name = canonicalMailboxName(input.substr(cut + 1));
    const bool matches = ListPattern("", pattern).matches(name);
    if (matches != ListPattern(pattern, "").matches(name))
        std::abort();
    // a "*" more never matches less
    if (matches && pattern.size() < 1000 && !ListPattern(pattern, "*").matches(name))
        std::abort();
    if (name.size() <= ListPattern::maxLength && name.find_first_of("*%") == std::string::npos
        && !ListPattern("", name).matches(name))
        std::abort();
    return 0;
}
