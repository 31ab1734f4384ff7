#include "store/commit.h"

#include <future>

namespace postamt::store {

Result<Committed> commitAndWait(Engine& engine, Batch batch)
{
    // Shared: the engine's thread may still be inside set_value() when the waiter goes on.
    auto promise = std::make_shared<std::promise<Result<Committed>>>();
    auto outcome = promise->get_future();
    engine.commit(std::move(batch), [promise](Result<Committed> done) {
        promise->set_value(std::move(done));
    });
    return outcome.get();
}

} // namespace postamt::store
