#pragma once

#include <string_view>

namespace postamt {

/// True if the text is well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, none above
/// U+10FFFF. NUL and control characters are well-formed.
bool isUtf8(std::string_view text);

} // namespace postamt
