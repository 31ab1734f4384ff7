#pragma once

#include "base/number.h"
#include "store/batch.h"

#include <cstdint>

namespace postamt::mail {

/// An account, for good: never given to another. Its store partition has the same number, from 1.
using AccountId = store::Partition;

/// A mailbox within its account, for good: a rename keeps it, a new mailbox of the same name does
/// not get it.
using MailboxId = Number<struct MailboxIdTag, std::uint32_t>;

/// A message within its mailbox (RFC 9051 section 2.3.1.1): ascending, never used again.
using Uid = Number<struct UidTag, std::uint32_t>;

/// A stretch of 128 UIDs of a mailbox, from 0: that of 1 to 128, and so on (mail/pack.h).
using PackNumber = Number<struct PackNumberTag, std::uint32_t>;

/// Tells whether the UIDs of a mailbox still mean what they meant (RFC 9051 section 2.3.1.1).
using UidValidity = Number<struct UidValidityTag, std::uint32_t>;

/// The place of a message in what one session was told, from 1 (RFC 9051 section 2.3.1.2). It
/// exists only in a View.
using MessageNumber = Number<struct MessageNumberTag, std::uint32_t>;

/// The account's count of Changes (RFC 7162): every committed Change raises it by one or more.
using ModSeq = store::Version;

} // namespace postamt::mail
