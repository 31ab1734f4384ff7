#pragma once

#include "load/imap_client.h"
#include "load/options.h"

namespace postamt::load {

/// A session logged in to the account of the connection of that index, from 0.
Task<std::unique_ptr<ImapClient>> loggedIn(Options options, std::size_t index);

/// So many sessions, one for each connection that is asked for.
Task<std::vector<std::unique_ptr<ImapClient>>> allLoggedIn(Options options);

/// Replies checked by all of them.
std::uint64_t checkedBy(const std::vector<std::unique_ptr<ImapClient>>& clients);

} // namespace postamt::load
