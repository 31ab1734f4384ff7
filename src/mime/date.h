#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::mime {

/// A moment and the time zone in which its author wrote it.
struct Date {
    UnixSeconds seconds = 0;
    int zoneMinutes = 0; ///< minutes east of UTC, -5999 to 5999

    /// Days since 1970-01-01 of the date as written, without regard to the zone (IMAP SENTON).
    std::int64_t localDay() const;

    bool operator==(const Date&) const = default;
};

/// Reads a date (RFC 5322 section 3.3) with the obsolete forms and what mailers really write: zones
/// by name, years of two and three digits, no day name, no seconds, no zone (then UTC), comments,
/// the order of asctime. Nothing if it is no date. A second 60 counts as 59.
std::optional<Date> parseDate(std::string_view raw);

/// "Tue, 1 Jul 2003 10:52:37 +0200", for years 0 to 9999.
std::string formatDate(const Date& date);

} // namespace postamt::mime
