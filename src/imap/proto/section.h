#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// What of a part is meant (RFC 9051 section 6.4.5.1).
enum class SectionText { All, Header, HeaderFields, HeaderFieldsNot, Mime, Text };

/// The text between the brackets of BODY[...] and BINARY[...].
struct Section {
    std::vector<std::uint32_t> part; ///< part numbers; empty for the message itself
    SectionText text = SectionText::All;
    std::vector<std::string>
        fields; ///< of HeaderFields and HeaderFieldsNot, as the client wrote them

    bool operator==(const Section&) const = default;
};

/// The most part numbers in a section.
inline constexpr std::size_t maxSectionDepth = 100;

/// From the opening to the closing bracket.
Section parseSection(Lexer& lexer);

/// The same for BINARY: part numbers only.
Section parseBinarySection(Lexer& lexer);

/// Appends the section with its brackets.
void formatSection(Writer& writer, const Section& section);

} // namespace postamt::imap::proto
