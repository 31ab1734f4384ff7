#include "states_facts.h"

#include "states_broken.h"

#include <algorithm>
#include <array>

namespace postamt::chaos {

namespace {

/// Items that belong to the bytes of a message, so that its copies have the same (RFC 8474 section
/// 5.1 for EMAILID and THREADID).
constexpr std::array<std::string_view, 6> ofBytes{
    "RFC822.SIZE", "ENVELOPE", "BODYSTRUCTURE", "PREVIEW", "EMAILID", "THREADID"
};

} // namespace

void Facts::compare(const std::string& place, const std::string& item, const std::string& value)
{
    const auto [known, isNew] = values_.try_emplace({place, item}, value);
    if (!isNew && known->second != value)
        throw Broken(
            place + " has the " + item + " " + value.substr(0, 200) + ", and "
            + known->second.substr(0, 200)
        );
}

void Facts::told(
    const Ledger& ledger, std::uint32_t uid, const std::string& item, const std::string& value
)
{
    const auto key = ledger.keyAt(uid);
    const std::lock_guard lock(mutex_);
    compare(ledger.label() + ", UID " + std::to_string(uid), item, value);
    if (key != 0 && std::ranges::find(ofBytes, item) != ofBytes.end())
        compare("message " + std::to_string(key), item, value);
}

} // namespace postamt::chaos
