#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// The message ids in Message-ID, In-Reply-To or References (RFC 5322 section 3.6.4), without angle
/// brackets, blanks and controls, in order, each once in a row. Without any brackets: the words
/// that hold an '@'. Of more than `limit` the first and the last ones, which matter for threads,
/// are kept.
std::vector<std::string> messageIds(std::string_view raw, std::size_t limit = 200);

} // namespace postamt::mime
