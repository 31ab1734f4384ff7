#pragma once

#include "accounts/visit.h"
#include "base/language.h"

#include <string>
#include <string_view>

namespace postamt::accounts {

/// Why a device did not get in and what its user can do about it, in whole sentences; empty for one
/// that was let in. `address` is the user name that the account has.
std::string advice(const Visit& visit, std::string_view address, Language language);

} // namespace postamt::accounts
