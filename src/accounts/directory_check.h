#pragma once

#include "base/result.h"
#include "store/engine.h"

#include <string>
#include <vector>

namespace postamt::accounts {

/// Reads the whole directory and says what does not fit together: addresses of no account, accounts
/// without an address or a password, damaged records, mail of nobody. One sentence each; none if
/// all is well. An error if the store cannot be read.
Result<std::vector<std::string>> checkDirectory(store::Engine& engine);

} // namespace postamt::accounts
