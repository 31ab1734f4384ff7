#pragma once

#include "store/engine.h"

namespace postamt::store {

/// Engine::commit() for callers that may block: waits until the batch is durable. Not on a thread
/// of the engine.
Result<Committed> commitAndWait(Engine& engine, Batch batch);

} // namespace postamt::store
