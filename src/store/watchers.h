#pragma once

#include "store/engine.h"

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace postamt::store {

/// Who wants to hear of the commits to which partition. Each engine has one and tells it. May be
/// used from any thread; a handle may outlive it.
class Watchers {
public:
    Watchers();

    /// As Engine::watch(). When the handle is gone the watcher is not called any more, nor is a
    /// call still running, unless the handle is given up inside that call.
    std::shared_ptr<void> add(Partition partition, Engine::Watcher watcher);

    /// Calls the watchers of a partition.
    void tell(Partition partition, Version version) const;

private:
    struct Entry {
        std::recursive_mutex mutex; ///< held during a call
        Engine::Watcher watcher;
        bool alive = true;
    };

    struct Registry {
        std::mutex mutex;
        std::unordered_map<Partition, std::vector<std::shared_ptr<Entry>>> entries;
    };

    static void
    remove(Registry& registry, Partition partition, const std::shared_ptr<Entry>& entry);

    std::shared_ptr<Registry> registry_;
};

} // namespace postamt::store
