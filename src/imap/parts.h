#pragma once

#include "accounts/directory.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/workers.h"
#include "imap/capability_rule.h"
#include "mail/account_pool.h"
#include "mail/metadata.h"
#include "mail/quota.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace postamt::accounts {
class Authenticator;
}

namespace postamt::imap {

/// The settings that IMAP sessions go by.
struct SessionSettings {
    std::string hostname; ///< in the greeting
    std::uint64_t messageLimit
        = 50 * 1024 * 1024; ///< octets of one message (APPENDLIMIT, RFC 7889)
    std::chrono::milliseconds loginTimeout{60'000}; ///< without a login by then: BYE
    std::chrono::milliseconds idleTimeout{
        30 * 60'000
    }; ///< RFC 9051 section 5.4: at least 30 minutes
    std::uint64_t commandMessages = 1'000'000; ///< messages that one command works on (RFC 9738)
    std::size_t commandLimit = 1024 * 1024; ///< octets of one command, messages aside
    std::size_t commandLimitBeforeLogin = 16 * 1024;
    std::uint32_t maxBadCommands = 20; ///< in a row; then BYE
    bool offersCompression = true; ///< COMPRESS=DEFLATE
    std::chrono::milliseconds progressInterval{10'000}; ///< of INPROGRESS (RFC 9585)
    bool offersXlist = false; ///< XLIST, which is deprecated
    std::vector<CapabilityRule> without; ///< what some clients are not offered
    bool offersTls = true; ///< STARTTLS on streams that are not secure yet
    std::filesystem::path spool; ///< where large messages go on their way in
    mail::QuotaLimits quota; ///< of accounts that have none of their own
    mail::MetadataLimits metadata; ///< of each account
    std::string admin; ///< /shared/admin of the server (RFC 5464), or empty
    std::string comment; ///< /shared/comment of the server, or empty
};

/// What IMAP sessions need of the service. All of it outlives them.
struct Parts {
    const SessionSettings& settings;
    mail::AccountPool& accounts;
    accounts::Authenticator& authenticator;
    accounts::Directory& directory;
    Workers& workers;
    const Clock& clock;
    Random& random;
};

} // namespace postamt::imap
