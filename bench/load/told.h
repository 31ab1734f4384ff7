#pragma once

#include "load/imap_client.h"

#include <vector>

namespace postamt::load {

/// A message as FETCH has told of it.
struct Told {
    std::uint64_t uid = 0;
    bool isFlagged = false;
};

/// The messages of the mailbox selected, in order.
Task<std::vector<Told>> tellAll(ImapClient* client);

} // namespace postamt::load
