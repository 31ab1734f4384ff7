#pragma once

#include <string>
#include <string_view>

namespace postamt::text {

/// A domain name in its ASCII form, bücher.example -> xn--bcher-kva.example (UTS 46,
/// non-transitional). Empty if it is no valid international domain name.
std::string asciiDomain(std::string_view utf8);

} // namespace postamt::text
