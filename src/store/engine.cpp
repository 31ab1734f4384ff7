#include "store/engine.h"

namespace postamt::store {

KeyRange KeyRange::withPrefix(std::string_view prefix)
{
    KeyRange range{std::string(prefix), std::string(prefix)};
    // The first key after all that begin with the prefix: the prefix with its last byte below 0xff
    // raised. An empty end stands for "to the last key".
    while (!range.to.empty() && static_cast<unsigned char>(range.to.back()) == 0xff)
        range.to.pop_back();
    if (!range.to.empty())
        range.to.back() = static_cast<char>(static_cast<unsigned char>(range.to.back()) + 1);
    return range;
}

} // namespace postamt::store
