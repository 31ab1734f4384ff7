#pragma once

#include "accounts/directory.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/workers.h"
#include "cli/service_folder.h"
#include "delivery/local_courier.h"
#include "mail/account_pool.h"
#include "queue/queue.h"
#include "queue/smart_host.h"
#include "server/live_settings.h"
#include "store/engine.h"

#include <memory>
#include <optional>

namespace postamt::server {

/// The smart host of the settings, with the password read; nothing if there is none. No, naming the
/// file, if the password cannot be read.
Result<std::optional<queue::SmartHost>>
smartHostOf(const cli::ServiceFolder& folder, const Settings& settings);

/// Mail for other servers, where there is a smart host that takes it.
class OutgoingMail {
public:
    /// What it needs of the service; all of it outlives this.
    struct Needs {
        store::Engine& engine;
        Workers& workers;
        const Clock& clock;
        Random& random;
        accounts::Directory& directory;
        mail::AccountPool& mail;
        const LiveSettings& settings;
    };

    /// It works upon `executor`.
    OutgoingMail(const Needs& needs, std::optional<queue::SmartHost> host, Executor executor);

    /// Reads the queue. Without a smart host the mail that waits in it goes on waiting; the log
    /// says so.
    Result<> load();

    void start();

    /// To be awaited once after start().
    Task<> stop(std::chrono::milliseconds grace);

    /// Null if there is no smart host.
    queue::Queue* queue() { return queue_.get(); }

private:
    Needs needs_;
    delivery::LocalCourier courier_;
    std::unique_ptr<queue::Queue> queue_;
};

} // namespace postamt::server
