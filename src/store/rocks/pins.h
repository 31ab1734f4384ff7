#pragma once

#include "store/blob_id.h"

#include <cstddef>
#include <mutex>
#include <unordered_map>

namespace postamt::store::rocks {

/// Blobs that must not be purged because a commit on its way counts on their chunks. Any thread.
class Pins {
public:
    void add(const BlobId& id)
    {
        const std::lock_guard lock(mutex_);
        ++counts_[id];
    }

    void remove(const BlobId& id)
    {
        const std::lock_guard lock(mutex_);
        const auto found = counts_.find(id);
        if (--found->second == 0)
            counts_.erase(found);
    }

    /// While the Purging lives no pin is added, so that a purge can look and act.
    class Purging {
    public:
        explicit Purging(Pins& pins) : pins_(pins), lock_(pins.mutex_) { }

        bool has(const BlobId& id) const { return pins_.counts_.contains(id); }

    private:
        const Pins& pins_;
        std::unique_lock<std::mutex> lock_;
    };

private:
    std::mutex mutex_;
    std::unordered_map<BlobId, std::size_t> counts_;
};

} // namespace postamt::store::rocks
