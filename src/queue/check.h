#pragma once

#include "base/result.h"
#include "store/engine.h"

#include <string>
#include <vector>

namespace postamt::queue {

/// Reads the whole queue and says what does not fit together: damaged records, messages without
/// their body, bodies held for no message. One sentence each; none if all is well. Blocks. An error
/// if the store cannot be read.
Result<std::vector<std::string>> checkQueue(store::Engine& engine);

} // namespace postamt::queue
