#pragma once

#include "mail/draft.h"
#include "store/engine.h"

#include <functional>

namespace postamt::mail {

/// What one command or one delivery does to an account. The plan decides and edits the Draft; it
/// must be quick, do no I/O, and may run several times (when another Change of the same fold fails,
/// or another node was faster), each time on a fresh Draft: it assigns its results, never adds to
/// them. It runs on any thread, while the caller awaits the outcome. An exception is Internal.
using Plan = std::function<Result<>(Draft&)>;

/// A Plan that reads the store, and therefore runs alone, on a worker.
using ReadingPlan = std::function<Result<>(Draft&, store::Engine&)>;

} // namespace postamt::mail
