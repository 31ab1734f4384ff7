#pragma once

#include "imap/proto/metadata.h"
#include "mail/account_state.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postamt::imap {

class Session;

/// The entry that is the special use of a mailbox (RFC 6154 section 5.4).
inline constexpr std::string_view specialUseEntry = "/private/specialuse";

struct FoundMetadata {
    std::vector<proto::MetadataValue> values;
    std::uint64_t longest = 0; ///< octets of the longest value left out by MAXSIZE, 0 for none
};

/// The entries of a mailbox of the account, or of the server (mail::accountItself), that are asked
/// for: NIL for what is not there, unless all below an entry are asked for.
FoundMetadata findMetadata(
    const Session& session,
    const mail::AccountState& state,
    mail::MailboxId id,
    const proto::WantedMetadata& wanted
);

} // namespace postamt::imap
