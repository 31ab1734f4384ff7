#pragma once

#include "mail/account.h"
#include "mail/snapshot.h"
#include "pop/choice.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::pop {

/// A message as a session lists it.
struct Listed {
    mail::MailboxId mailbox;
    mail::Row row;
};

/// The messages that a session lists, in their order: a picture of the moment of its login, whatever
/// others do meanwhile.
class Listing {
public:
    /// All messages of a mailbox, with its UIDVALIDITY.
    Listing(
        mail::OpenMailboxRef mailbox, mail::UidValidity uidValidity, mail::SnapshotRef snapshot
    );

    explicit Listing(std::vector<Chosen> chosen) : chosen_(std::move(chosen)) { }

    std::uint32_t size() const;

    /// The message in the place `index`, from 0; it must be below size().
    Listed at(std::uint32_t index) const;

    /// Never another message's (RFC 1939 section 7). Of a mailbox it is made of the UIDVALIDITY and
    /// the UID; of those chosen it is the EMAILID (RFC 8474), which the message keeps when it is
    /// moved.
    std::string uniqueId(std::uint32_t index) const;

    /// The mailbox that is listed whole, or nullptr.
    const mail::OpenMailboxRef& mailbox() const { return mailbox_; }

    /// The messages that were chosen, if no mailbox is listed whole.
    const std::vector<Chosen>& chosen() const { return chosen_; }

private:
    mail::OpenMailboxRef mailbox_;
    mail::UidValidity uidValidity_;
    mail::SnapshotRef snapshot_;
    std::vector<Chosen> chosen_;
};

} // namespace postamt::pop
