#include "accounts/record_cache.h"

#include <mutex>

namespace postamt::accounts {

RecordCache::RecordCache(store::Engine& engine)
    : engine_(engine)
    , watch_(engine.watch(store::Partition(0), [state = state_](store::Partition, store::Version) {
        state->clear();
    }))
{
}

Result<std::optional<std::string>> RecordCache::get(std::string_view key)
{
    std::uint64_t generation = 0;
    {
        const std::shared_lock lock(state_->mutex);
        if (const auto found = state_->records.find(key); found != state_->records.end())
            return found->second;
        generation = state_->generation;
    }
    auto value = engine_.get(store::Partition(0), key);
    if (!value)
        return value;
    const std::lock_guard lock(state_->mutex);
    if (state_->generation == generation) {
        if (state_->records.size() >= limit)
            state_->records.clear();
        state_->records.insert_or_assign(std::string(key), *value);
    }
    return value;
}

void RecordCache::clear()
{
    state_->clear();
}

void RecordCache::State::clear()
{
    const std::lock_guard lock(mutex);
    ++generation;
    records.clear();
}

} // namespace postamt::accounts
