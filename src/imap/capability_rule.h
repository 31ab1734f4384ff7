#pragma once

#include "base/result.h"
#include "net/network.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

/// A remedy for a broken client: capabilities that it is not offered (the setting imap.without).
struct CapabilityRule {
    /// Whom a rule is asked about, as far as it is known.
    struct Subject {
        std::string_view user; ///< the primary address of who has logged in
        std::string_view peer; ///< the network address
        std::string_view client; ///< the name that ID gave (RFC 2971)
    };

    std::vector<std::string_view> capabilities; ///< names of capabilityTable()
    std::string user; ///< empty for any
    std::optional<net::Network> network; ///< nothing for any
    std::string client; ///< empty for any; a "*" at the end stands for whatever follows

    /// All conditions hold; one about what is not known yet does not.
    bool applies(const Subject& subject) const;
};

/// Reads "IDLE COMPRESS=DEFLATE user=alice@example.org network=192.0.2.0/24 client=Old Mail*":
/// capabilities, then conditions, of which client comes last. Bad, with the reason, for anything
/// else.
Result<CapabilityRule> parseCapabilityRule(std::string_view text);

/// All of a setting; the error names the one that is wrong.
Result<std::vector<CapabilityRule>> parseCapabilityRules(const std::vector<std::string>& texts);

} // namespace postamt::imap
