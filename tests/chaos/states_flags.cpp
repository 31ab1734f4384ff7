#include "states_flags.h"

#include "states_broken.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <strings.h>

namespace postamt::chaos {

namespace {

constexpr std::array<std::string_view, 6> systemNames{
    "\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft", "\\Recent"
};

bool isSame(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string nameOf(unsigned bit)
{
    if (bit < systemNames.size())
        return std::string(systemNames[bit]);
    bit -= static_cast<unsigned>(systemNames.size());
    return bit < commonKeywords ? "$k" + std::to_string(bit)
                                : "$own" + std::to_string(bit - commonKeywords);
}

} // namespace

std::string namesOf(Flags flags)
{
    std::string out;
    for (; flags != 0; flags &= flags - 1) {
        out += out.empty() ? "" : " ";
        out += nameOf(static_cast<unsigned>(std::countr_zero(flags)));
    }
    return out;
}

Flags flagNamed(std::string_view name)
{
    for (unsigned bit = 0; bit < systemNames.size(); ++bit) {
        if (isSame(name, systemNames[bit]))
            return Flags(1) << bit;
    }
    const bool isOwn = isSame(name.substr(0, 4), "$own");
    const auto digits = name.substr(std::min<std::size_t>(name.size(), isOwn ? 4 : 2));
    unsigned number = 0;
    const auto end = digits.data() + digits.size();
    const bool isNumber = !digits.empty() && std::from_chars(digits.data(), end, number).ptr == end;
    if (isOwn && isNumber && number < ownKeywords)
        return ownKeyword(number);
    if (!isOwn && isNumber && isSame(name.substr(0, 2), "$k") && number < commonKeywords)
        return commonKeyword(number);
    throw Broken("a flag that nobody has set: " + std::string(name));
}

} // namespace postamt::chaos
