#include "pop/listing.h"

#include "mail/object_id.h"

#include <fmt/format.h>

#include <utility>

namespace postamt::pop {

Listing::Listing(
    mail::OpenMailboxRef mailbox, mail::UidValidity uidValidity, mail::SnapshotRef snapshot
)
    : mailbox_(std::move(mailbox))
    , uidValidity_(uidValidity)
    , snapshot_(std::move(snapshot))
{
}

std::uint32_t Listing::size() const
{
    return mailbox_ ? snapshot_->size() : static_cast<std::uint32_t>(chosen_.size());
}

Listed Listing::at(std::uint32_t index) const
{
    if (mailbox_)
        return {.mailbox = mailbox_->id(), .row = snapshot_->at(index)};
    return {.mailbox = chosen_[index].mailbox, .row = chosen_[index].row};
}

std::string Listing::uniqueId(std::uint32_t index) const
{
    if (mailbox_)
        return fmt::format("{:08x}{:08x}", uidValidity_.value, snapshot_->at(index).uid.value);
    return mail::emailObjectId(chosen_[index].blob);
}

} // namespace postamt::pop
