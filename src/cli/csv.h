#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::cli {

/// One line of a CSV file.
struct CsvRow {
    std::size_t line = 0; ///< where it begins, from 1
    std::vector<std::string> fields;

    bool operator==(const CsvRow&) const = default;
};

/// Comma-separated values (RFC 4180): fields may be in quotes, a quote in them is doubled. Lines
/// end with LF or CRLF; empty lines and a byte order mark are skipped. Bad, with the line, for a
/// quote that does not end.
Result<std::vector<CsvRow>> parseCsv(std::string_view text);

} // namespace postamt::cli
