#pragma once

#include "base/settings.h"

#include <memory>
#include <mutex>

namespace postamt::server {

using SettingsRef = std::shared_ptr<const Settings>;

/// The settings in use. A session takes them once, at its beginning; a reload changes them for
/// those that begin later. From any thread.
class LiveSettings {
public:
    explicit LiveSettings(Settings settings)
        : current_(std::make_shared<const Settings>(std::move(settings)))
    {
    }

    SettingsRef current() const
    {
        const std::lock_guard lock(mutex_);
        return current_;
    }

    void set(Settings settings)
    {
        auto next = std::make_shared<const Settings>(std::move(settings));
        const std::lock_guard lock(mutex_);
        current_.swap(next);
    }

private:
    mutable std::mutex mutex_;
    SettingsRef current_;
};

} // namespace postamt::server
