#pragma once

#include "mime/transfer_encoding.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace postamt::mime {

/// What a part holds. Stored as a number, so never renumber.
enum class PartKind : std::uint8_t {
    Leaf = 0,
    Multipart = 1, ///< perhaps without children
    Message = 2, ///< message/rfc822 or message/global; its one child is the root of that message
};

/// What kind of text a leaf is. Stored as a number, so never renumber.
enum class Media : std::uint8_t {
    Other = 0,
    TextPlain = 1,
    TextHtml = 2,
    TextOther = 3,
};

/// Bytes [begin, end) of a message as stored.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    std::uint64_t size() const { return end - begin; }

    bool operator==(const Range&) const = default;
};

/// One part of a message: where its bytes are and what is needed to serve them without parsing
/// again. Parts stand in a vector in the order in which they begin (a parent before its children);
/// the first is the message itself. Links are indexes into that vector.
struct Part {
    static constexpr std::uint32_t none = 0xffff'ffff;

    std::uint32_t parent = none;
    std::uint32_t firstChild = none;
    std::uint32_t nextSibling = none;
    PartKind kind = PartKind::Leaf;
    Media media = Media::TextPlain;
    Encoding encoding = Encoding::SevenBit;
    bool isAttachment
        = false; ///< disposition attachment, or a leaf with a file name that is no inline text
    std::uint64_t headerBegin = 0; ///< header: [headerBegin, bodyBegin), with the empty line
    std::uint64_t bodyBegin
        = 0; ///< body: [bodyBegin, bodyEnd), without the line end before a boundary
    std::uint64_t bodyEnd = 0;
    std::string charset; ///< of a text leaf, as written; empty if not given

    Range header() const { return {headerBegin, bodyBegin}; }

    Range body() const { return {bodyBegin, bodyEnd}; }

    Range whole() const { return {headerBegin, bodyEnd}; }

    bool operator==(const Part&) const = default;
};

/// The bytes of a range; what lies outside the message is cut off.
std::string_view bytesOf(std::string_view message, Range range);

/// The part that IMAP section numbers name (RFC 9051 section 6.4.5): children of a multipart count
/// from 1; part 1 of a message that is no multipart is its body; below a message/rfc822 part the
/// numbers go on in the message inside. No numbers: the root. Part::none if there is no such part.
std::uint32_t findPart(std::span<const Part> parts, std::span<const std::uint32_t> numbers);

} // namespace postamt::mime
