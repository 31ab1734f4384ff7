#pragma once

#include "base/settings.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postamt::web {

/// A port of this service, as a user types it into a mail program.
struct MailServer {
    std::string_view protocol; ///< imap, pop, smtp
    std::uint16_t port = 0;
    std::string_view security; ///< tls, starttls

    bool operator==(const MailServer&) const = default;
};

/// Those that are open, the best of each protocol first.
std::vector<MailServer> mailServers(const Settings& settings);

} // namespace postamt::web
