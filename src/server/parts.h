#pragma once

#include "accounts/authenticator.h"
#include "accounts/directory.h"
#include "accounts/login_throttle.h"
#include "accounts/sign_ins.h"
#include "base/cautious_clock.h"
#include "base/random.h"
#include "base/workers.h"
#include "cli/service_folder.h"
#include "mail/account_pool.h"
#include "net/connection_limits.h"
#include "net/io_threads.h"
#include "net/tls_context.h"
#include "pop/login_pace.h"
#include "server/live_settings.h"
#include "server/outgoing_mail.h"
#include "store/engine.h"
#include "web/mail_server.h"

#include <memory>
#include <vector>

namespace postamt::server {

/// What the sessions share, in the order in which the parts need each other. Made once, on the way
/// up; every member outlives those below it.
struct Parts {
    Parts(
        cli::ServiceFolder serviceFolder,
        Settings first,
        std::unique_ptr<store::Engine> openEngine,
        std::shared_ptr<net::TlsContext> tlsContext,
        std::optional<queue::SmartHost> smartHost
    );
    /// The engine is closed last.
    ~Parts();
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    /// Hands the settings that can change to the parts that have copies.
    void apply(Settings next);

    cli::ServiceFolder folder;
    LiveSettings settings;
    CautiousClock clock;
    SystemRandom random;
    std::unique_ptr<store::Engine> engine;
    std::shared_ptr<net::TlsContext> tls;
    Workers workers;
    accounts::Directory directory;
    accounts::LoginThrottle throttle;
    accounts::Authenticator authenticator;
    accounts::SignIns signIns;
    mail::AccountPool mail;
    pop::LoginPace popPace;
    net::ConnectionLimits connections;
    net::IoThreads threads;
    OutgoingMail outgoing;
    const std::vector<web::MailServer> mailServers; ///< that listen since the start
};

/// Opens the store and the certificate of a service. No, with what to do about it, if one of them
/// cannot be opened; code INUSE if the service runs already.
Result<std::unique_ptr<Parts>> openParts(const cli::ServiceFolder& folder, Settings settings);

/// Where the settings say the certificate is.
net::TlsServerSettings tlsFiles(const cli::ServiceFolder& folder, const Settings& settings);

} // namespace postamt::server
