#pragma once

#include "base/result.h"

#include <string>

namespace postamt::cli {

/// The password of a verb: the first line of standard input, or, without --password-stdin, what is
/// typed twice at the terminal without being shown.
Result<std::string> readPassword(bool fromStandardInput);

} // namespace postamt::cli
