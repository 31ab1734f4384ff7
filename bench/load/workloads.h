#pragma once

#include "base/task.h"
#include "load/options.h"
#include "load/report.h"

#include <memory>
#include <vector>

namespace postamt::load {

using Steps = std::vector<Step>;

// One workload each, in the file of its name; each gives what it has measured, and nothing if it
// has said all there is to say itself.

Task<Steps> append(Options options);
Task<Steps> deliver(Options options);
Task<Steps> expungeHalf(Options options);
Task<Steps> fetch(Options options);
Task<Steps> idleHold(Options options);
Task<Steps> idleWake(Options options);
Task<Steps> login(Options options);
Task<Steps> mixed(Options options);
Task<Steps> multiappend(Options options);
Task<Steps> pop(Options options);
Task<Steps> qresync(Options options);
Task<Steps> search(Options options);
Task<Steps> select(Options options);
Task<Steps> store(Options options);
Task<Steps> storeAll(Options options);

} // namespace postamt::load
