#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "cli/administration.h"

#include <string>
#include <string_view>

namespace postamt::cli {

// `postamt account password add | list | remove` as the service carries them out (perform()).

/// Arguments: address, label, perhaps protocols ("imap,smtp") and expiry. Gives the password, which
/// nobody sees again.
Result<std::string> addAppPassword(const Administration& on, const Request& request);

/// Argument: address. A line for each.
Result<std::string> listAppPasswords(const Administration& on, const Request& request);

/// Arguments: address, label.
Result<std::string> removeAppPassword(const Administration& on, const Request& request);

/// "2027-01-31", which is the last day (UTC), or "90d", so many days from `now`: the second at which
/// it is over; 0 for an empty text, which is never. Bad for other texts and what is past.
Result<UnixSeconds> parseExpiry(std::string_view text, UnixSeconds now);

} // namespace postamt::cli
