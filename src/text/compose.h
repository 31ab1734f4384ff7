#pragma once

#include <string>
#include <string_view>

namespace postamt::text {

/// The text in Unicode Normalization Form C: "u" with a combining diaeresis becomes "ü". What looks
/// the same and is written differently is then the same; nothing else changes, letter case neither.
/// Ill-formed UTF-8 becomes U+FFFD.
std::string composed(std::string_view utf8);

} // namespace postamt::text
