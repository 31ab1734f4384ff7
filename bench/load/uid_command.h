#pragma once

#include "load/imap_client.h"

#include <cstdint>
#include <vector>

namespace postamt::load {

/// Runs a command for ascending UIDs, whose set takes the place of `{}` in it, so many at a time as
/// servers take in one line.
Task<> runForAll(ImapClient* client, std::string_view command, std::vector<std::uint32_t> uids);

} // namespace postamt::load
