#pragma once

#include "mime/part.h"

#include <span>
#include <string>
#include <string_view>

namespace postamt::mime {

/// The beginning of what the message says (RFC 8970): up to 200 characters from its first text part
/// that has any, HTML as text, quoted lines left out, white space collapsed, invisible characters
/// dropped. Looks at the first 64 KB of a part and at no more than a few parts. UTF-8, empty if
/// there is no text.
std::string preview(std::string_view message, std::span<const Part> parts);

} // namespace postamt::mime
