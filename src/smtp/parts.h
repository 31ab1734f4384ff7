#pragma once

#include "accounts/authenticator.h"
#include "accounts/directory.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/workers.h"
#include "mail/account_pool.h"
#include "queue/queue.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace postamt::smtp {

/// The settings that SMTP and LMTP sessions go by.
struct SessionSettings {
    std::string hostname; ///< in the greeting and in Received
    std::uint64_t messageLimit = 50 * 1024 * 1024; ///< bytes of one message, as sent (RFC 1870)
    std::size_t recipients = 1000; ///< of one message
    std::size_t errors = 20; ///< refused commands; then 421
    std::chrono::milliseconds idleTimeout{5 * 60'000}; ///< RFC 5321 section 4.5.3.2.7
    bool offersTls = true; ///< STARTTLS on streams that are not secure yet
    std::filesystem::path spool; ///< where large messages go on their way in
    mail::QuotaLimits quota; ///< of accounts that have none of their own
};

/// What SMTP and LMTP sessions need of the service. All of it outlives them.
struct Parts {
    const SessionSettings& settings;
    mail::AccountPool& accounts;
    accounts::Authenticator& authenticator;
    accounts::Directory& directory;
    Workers& workers;
    const Clock& clock;
    Random& random;
    queue::Queue* queue = nullptr; ///< for mail to other servers; null: there is no smart host
};

} // namespace postamt::smtp
