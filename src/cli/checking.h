#pragma once

#include "base/result.h"
#include "store/engine.h"

#include <string>
#include <vector>

namespace postamt::cli {

/// Verifies the whole store: the directory, the mail of every account, every body against its hash.
/// One line for each thing found; none if all is well. An error if the store cannot be read.
Result<std::vector<std::string>> checkService(store::Engine& engine);

} // namespace postamt::cli
