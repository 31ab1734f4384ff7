#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace postamt::sasl {

/// A user name in the form in which two are compared: SASLprep (RFC 4013), unassigned code points
/// allowed. ASCII stays as it is, case too. Bad: empty, not UTF-8, control characters, beyond
/// maxUserSize.
Result<std::string> prepareUser(std::string_view user);

/// The same for a password, up to maxPasswordSize. To be used before a password is hashed and
/// before it is checked, so that the same word typed on two keyboards is the same password. Doing
/// it twice changes nothing.
Result<std::string> preparePassword(std::string_view password);

} // namespace postamt::sasl
