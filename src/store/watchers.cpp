#include "store/watchers.h"

#include <utility>

namespace postamt::store {

Watchers::Watchers() : registry_(std::make_shared<Registry>()) { }

std::shared_ptr<void> Watchers::add(Partition partition, Engine::Watcher watcher)
{
    auto entry = std::make_shared<Entry>();
    entry->watcher = std::move(watcher);
    {
        const std::lock_guard lock(registry_->mutex);
        registry_->entries[partition].push_back(entry);
    }
    // The handle points to nothing of its own: what counts is what happens when it goes.
    return {entry.get(), [registry = registry_, partition, entry](void*) {
                remove(*registry, partition, entry);
            }};
}

void Watchers::remove(Registry& registry, Partition partition, const std::shared_ptr<Entry>& entry)
{
    {
        const std::lock_guard lock(registry.mutex);
        const auto found = registry.entries.find(partition);
        std::erase(found->second, entry);
        if (found->second.empty())
            registry.entries.erase(found);
    }
    const std::lock_guard running(entry->mutex);
    entry->alive = false;
}

void Watchers::tell(Partition partition, Version version) const
{
    std::vector<std::shared_ptr<Entry>> entries;
    {
        const std::lock_guard lock(registry_->mutex);
        const auto found = registry_->entries.find(partition);
        if (found == registry_->entries.end())
            return;
        entries = found->second;
    }
    for (const auto& entry : entries) {
        const std::lock_guard running(entry->mutex);
        if (entry->alive)
            entry->watcher(partition, version);
    }
}

} // namespace postamt::store
