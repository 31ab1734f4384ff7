#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"

#include <cstdint>
#include <memory>

namespace postamt::mail {

/// What a sweep removed.
struct Swept {
    std::uint64_t messages = 0; ///< tombstones, and messages of removed mailboxes
    std::uint64_t mailboxes = 0;
};

/// A step begins nothing more when it has this many messages, so that no Change waits long for it.
constexpr std::size_t maxSweepStep = 500;

/// Removes for good what was expunged or deleted before a moment: tombstones of the mailboxes, and
/// removed mailboxes with all that is in them. Works in steps, each a Change of its own, between
/// which other Changes go on. The bodies that only they held are unlinked; Engine::purge() removes
/// them later. A mailbox whose tombstones are gone remembers up to which modseq (sweptModSeq): who
/// was away longer cannot be told what vanished (RFC 7162 section 3.2.5.1) and gets all UIDs that
/// are missing. An error leaves the rest for the next sweep.
Task<Result<Swept>> sweep(std::shared_ptr<Account> account, UnixSeconds before);

} // namespace postamt::mail
