#pragma once

#include <algorithm>
#include <string_view>

namespace postamt {

/// True if a value is one of a list with commas between, as tables of settings have it.
constexpr bool isAmong(std::string_view choices, std::string_view value)
{
    while (!choices.empty()) {
        const auto choice = choices.substr(0, choices.find(','));
        if (choice == value)
            return true;
        choices.remove_prefix(std::min(choice.size() + 1, choices.size()));
    }
    return false;
}

} // namespace postamt
