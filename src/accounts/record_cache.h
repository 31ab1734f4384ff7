#pragma once

#include "base/keyed_hash.h"
#include "base/result.h"
#include "store/engine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace postamt::accounts {

/// The records of the directory's partition that were read since its last commit, so that a lookup
/// on the way of a message costs no read of the store. Absent records are remembered too. A commit,
/// by this process or another, empties it; so does its growing beyond its limit. Used from any
/// thread.
class RecordCache {
public:
    static constexpr std::size_t limit = 100'000; ///< records

    explicit RecordCache(store::Engine& engine);

    /// The value of a key in partition 0, or nothing.
    Result<std::optional<std::string>> get(std::string_view key);

    void clear();

private:
    /// Shared with the engine's watcher, which may run while the cache is destroyed.
    struct State {
        std::shared_mutex mutex;
        std::uint64_t generation
            = 0; ///< counts the clearings: what was read before one is not kept
        std::unordered_map<std::string, std::optional<std::string>, KeyedHash, std::equal_to<>>
            records;

        void clear();
    };

    store::Engine& engine_;
    std::shared_ptr<State> state_ = std::make_shared<State>();
    std::shared_ptr<void> watch_;
};

} // namespace postamt::accounts
