#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "base/workers.h"
#include "mail/account.h"
#include "store/body.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace postamt::delivery {

/// An account to which mail goes, and the detail of the address (the "shop" of alice+shop@).
struct Target {
    std::shared_ptr<mail::Account> account;
    std::string detail;
};

/// A recipient of a message: the address as the sender named it and the accounts behind it, several
/// for an alias.
struct Recipient {
    std::string address;
    std::vector<Target> targets;
};

/// Who can be told what became of a message.
enum class Answers {
    Each, ///< every recipient gets an answer of its own (LMTP)
    One, ///< there is one answer for all (SMTP): what cannot reach one is given to none
};

struct Envelope {
    std::string sender; ///< addr-spec, empty for <>
    std::vector<Recipient> recipients;
    Answers answers = Answers::Each;
};

/// No [OVERQUOTA] if a message of so many bytes does not fit into the account as it is now.
Result<> hasRoom(const mail::Account& account, std::uint64_t bytes);

/// Puts a message into INBOX of every account, once each, all with one body. The trace fields stand
/// in the body already. Answers for each recipient, in their order, once everything is durable: No
/// [OVERQUOTA] if an account behind it is full, Temporary if the store fails, Internal.
///
/// Of the accounts behind one recipient, and with Answers::One of all recipients, a full one stops
/// the message for the others too, before anything is stored: a sender who is told to come again
/// shall not bring the others a second copy. What fails later, at the store, may have reached some.
/// The references must outlive the task.
Task<std::vector<Result<>>>
deliver(Workers& workers, const Clock& clock, Envelope envelope, store::BodyRef body);

} // namespace postamt::delivery
