#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace postamt::load {

/// How many numbers "* SEARCH 2 84 882" names; nothing for another response.
std::optional<std::uint64_t> searchHits(std::string_view response);

} // namespace postamt::load
