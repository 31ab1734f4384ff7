#pragma once

#include "mime/header.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::mime {

/// Names of header fields, as bits: bit i is keptFieldNames()[i].
using FieldMask = std::uint64_t;

/// The fields that a summary keeps as they stand in the header, in ascending order of what is given
/// up first when a message has too many bytes of them from the back. The place of a name means that
/// name in every record ever written: new ones come last.
std::span<const std::string_view> keptFieldNames();

/// The mask of names in any case; nothing if one of them is not kept.
std::optional<FieldMask> keptFieldMask(std::span<const std::string> names);

/// Fields of one header on their way into a summary.
struct KeptFields {
    /// The names of which all fields are in `record`; also those the header does not have.
    FieldMask complete = 0;
    std::string record; ///< see docs/storage.md

    bool operator==(const KeptFields&) const = default;
};

/// Bytes of fields kept of a message; a name whose fields do not fit any more is left out.
constexpr std::size_t maxKeptBytes = 4096;

/// Picks the fields out of a header, which `text` is the whole of. Nothing is kept of one where
/// bare CRs end lines. Linear.
KeptFields keepFields(std::string_view text, const Header& header);

/// True if the record can be read.
bool areKeptFields(std::string_view record);

/// Appends the fields of these names, in the order of the header, each ended by a line end.
void appendKeptFields(std::string& out, std::string_view record, FieldMask names);

} // namespace postamt::mime
