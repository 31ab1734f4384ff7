#pragma once

#include "mime/part.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::mime {

/// What a section names within its part (RFC 9051 section 6.4.5, section-text). HEADER.FIELDS and
/// HEADER.FIELDS.NOT begin with the range of Header and go through filteredHeader().
enum class SectionText {
    Whole, ///< BODY[] or BODY[1.2]
    Header, ///< BODY[HEADER], BODY[1.HEADER]
    Text, ///< BODY[TEXT], BODY[1.TEXT]
    Mime, ///< BODY[1.MIME]
};

/// The bytes of a section in the message as stored. Nothing if the message has no such section: no
/// such part, HEADER or TEXT of a part that is no message/rfc822, MIME without a part.
std::optional<Range>
sectionRange(std::span<const Part> parts, std::span<const std::uint32_t> numbers, SectionText text);

/// The fields of a header that are named (or, with `isNot`, that are not) as they stand, in order,
/// and an empty line. Names are compared without regard to case.
std::string filteredHeader(std::string_view header, std::span<const std::string> names, bool isNot);

/// `count` bytes from `offset` on (BODY[]<offset.count>), as much of them as there is.
std::string_view partial(std::string_view bytes, std::uint64_t offset, std::uint64_t count);

/// The same for a range that has not been read yet.
Range partial(Range range, std::uint64_t offset, std::uint64_t count);

} // namespace postamt::mime
