#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postamt::text {

/// Decodes the character reference at the beginning of the text (which begins with '&') and appends
/// it. Knows numbers and the names of HTML 4. Returns how many bytes it took, 0 if this is none.
std::size_t appendEntity(std::string& out, std::string_view text);

} // namespace postamt::text
