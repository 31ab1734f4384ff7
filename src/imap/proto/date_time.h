#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// A day as SEARCH names it, without time or zone.
struct Date {
    int year = 1970;
    int month = 1; ///< 1 to 12
    int day = 1; ///< 1 to 31

    auto operator<=>(const Date&) const = default;
};

/// A moment and the zone it was written in.
struct DateTime {
    UnixSeconds time = 0;
    int zone = 0; ///< minutes east of UTC

    bool operator==(const DateTime&) const = default;
};

/// The day of a moment as seen in a zone (minutes east of UTC). RFC 9051 compares INTERNALDATE by
/// day "disregarding time and timezone".
Date dateOf(DateTime moment);

/// The first second of a day, UTC.
UnixSeconds startOf(Date date);

/// "1-Feb-1994" (date-text); nothing if it is none or there is no such day. Years from 1 to 9999.
std::optional<Date> parseDate(std::string_view text);

/// "17-Jul-1996 02:44:25 -0700" or " 7-Jul-1996 ..." (date-time without its quotes). A leap second
/// counts as the second before it.
std::optional<DateTime> parseDateTime(std::string_view text);

/// Appends "1-Feb-1994".
void formatDate(std::string& out, Date date);

/// Appends "17-Jul-1996 02:44:25 -0700" with the quotes. Moments outside the years 1 to 9999 are
/// shown as the nearest one inside.
void formatDateTime(std::string& out, DateTime moment);

} // namespace postamt::imap::proto
