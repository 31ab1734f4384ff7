#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "cli/service_folder.h"
#include "imap/parts.h"
#include "smtp/parts.h"

#include <memory>
#include <mutex>

namespace postamt::server {

/// The settings as they hold for sessions that begin now, in the form in which each protocol wants
/// them.
struct ServiceSettings {
    ServiceSettings(const cli::ServiceFolder& folder, Settings settings);

    Settings values;
    imap::SessionSettings imap;
    smtp::SessionSettings smtp;
    smtp::SessionSettings lmtp; ///< the same without TLS
    mail::QuotaLimits quota; ///< of accounts that have none of their own
};

/// What can be wrong in a text that only the protocol understands. Bad, naming the setting.
Result<> checkSettings(const Settings& settings);

using SettingsRef = std::shared_ptr<const ServiceSettings>;

/// The settings in use. A session takes them once, at its beginning, and keeps them; a reload
/// changes them for those that begin later. From any thread.
class LiveSettings {
public:
    explicit LiveSettings(SettingsRef settings) : current_(std::move(settings)) { }

    SettingsRef current() const
    {
        const std::lock_guard lock(mutex_);
        return current_;
    }

    void set(SettingsRef settings)
    {
        const std::lock_guard lock(mutex_);
        current_.swap(settings);
    }

private:
    mutable std::mutex mutex_;
    SettingsRef current_;
};

} // namespace postamt::server
