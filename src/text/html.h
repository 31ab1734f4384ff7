#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postamt::text {

/// The text a reader of this HTML sees, for previews and for searching, not for display: tags and
/// comments dropped, script, style and title with their content, references decoded, white space
/// collapsed, one newline where a block begins or ends. One pass; ends after about `limit` bytes of
/// output, between two code points. Input and output are UTF-8; ill-formed input passes through.
std::string htmlToText(std::string_view html, std::size_t limit);

} // namespace postamt::text
