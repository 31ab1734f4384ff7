#pragma once

#include "base/task.h"
#include "load/options.h"
#include "load/report.h"

#include <memory>
#include <vector>

namespace postamt::load {

/// What all coroutines of a run share and only the main one outlives.
using Steps = std::vector<Step>;

// One workload each, in the file of its name; each gives what it has measured.

Task<Steps> append(Options options);
Task<Steps> deliver(Options options);
Task<Steps> expungeHalf(Options options);
Task<Steps> fetch(Options options);
Task<Steps> multiappend(Options options);
Task<Steps> select(Options options);
Task<Steps> store(Options options);
Task<Steps> storeAll(Options options);

} // namespace postamt::load
