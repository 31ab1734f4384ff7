// What a Draft does to mailboxes.
#include "base/ascii.h"
#include "mail/draft.h"
#include "mail/draft_edited.h"
#include "mail/keys.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace postamt::mail {

MailboxId Draft::addMailbox(std::string_view name, SpecialUse use)
{
    auto& record = next_->record;
    const MailboxId id = record.nextMailbox;
    record.nextMailbox = id.next();
    // The time of creation is the custom; one above the last keeps it unique within the account.
    const auto now = static_cast<std::uint32_t>(now_);
    record.lastUidValidity = std::max(UidValidity(now), record.lastUidValidity.next());
    accountTouched_ = true;

    auto entry = std::make_unique<Edited>();
    entry->state = std::make_shared<MailboxState>();
    entry->state->id = id;
    entry->state->record.name = name;
    entry->state->record.use = use;
    entry->state->record.uidValidity = record.lastUidValidity;
    entry->state->record.highestModSeq = modSeq();
    entry->state->rows = std::make_shared<const Snapshot>();
    entry->touched = true;
    next_->mailboxes.push_back(entry->state); // ids ascend
    edited_[id] = std::move(entry);
    names().emplace(name, id);
    inheritAcl(id, name);
    return id;
}

void Draft::addParents(std::string_view name)
{
    for (auto end = name.find(hierarchyDelimiter); end != std::string_view::npos;
         end = name.find(hierarchyDelimiter, end + 1)) {
        if (!next_->mailbox(name.substr(0, end)))
            addMailbox(name.substr(0, end), SpecialUse::None);
    }
}

Result<MailboxId> Draft::createMailbox(std::string_view name, SpecialUse use)
{
    if (next_->mailbox(name))
        return no("there is a mailbox of that name already", "ALREADYEXISTS");
    if (use != SpecialUse::None && next_->mailbox(use))
        return no("another mailbox has that special use", "USEATTR");
    addParents(name);
    return addMailbox(name, use);
}

Result<> Draft::removeMailbox(MailboxId id)
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (!mailbox)
        return no("there is no such mailbox", "NONEXISTENT");
    if (mailbox->record.name == "INBOX")
        return no("INBOX cannot be deleted", "CANNOT");
    countInAccount(mailbox->record.bytes, mailbox->record.messages, -1);
    names().erase(mailbox->record.name);
    MailboxRecord removed = mailbox->record;
    removed.highestModSeq = modSeq();
    // The rows stay for the sweep, so what this fold has added to them is written.
    if (const auto changed = edited_.find(id); changed != edited_.end())
        writeRows(*changed->second);
    edited_.erase(id);
    std::erase_if(next_->mailboxes, [id](const MailboxRef& m) { return m->id == id; });
    removeMetadata(id);
    erase(keys::mailbox(id));
    if (next_->acls->contains(id)) { // RFC 4314 section 4: DELETE takes it along
        acls().erase(id);
        erase(keys::acl(id));
    }
    put(keys::removedMailbox(id), encodeRemovedMailbox({removed, now_}));
    return {};
}

/// The mailboxes that a rename moves, and their new names.
Result<Draft::Moves> Draft::movesOf(std::string_view from, std::string_view to) const
{
    Moves moves;
    const auto& all = *next_->names;
    if (const auto itself = all.find(from); itself != all.end())
        moves.emplace_back(itself->second, to);
    const std::string below = std::string(from) + hierarchyDelimiter;
    for (auto child = all.lower_bound(below); child != all.end() && child->first.starts_with(below);
         ++child) {
        auto name = normalizeMailboxName(std::string(to) + child->first.substr(from.size()));
        if (!name)
            return std::unexpected(name.error());
        moves.emplace_back(child->second, std::move(*name));
    }
    const auto isMoved
        = [&](std::string_view name) { return name == from || name.starts_with(below); };
    for (const auto& [id, name] : moves) {
        if (all.contains(name) && !isMoved(name))
            return no("there is a mailbox of the new name already", "ALREADYEXISTS");
    }
    return moves;
}

/// Gives mailboxes new names, some of which others of them may have had.
void Draft::move(const Moves& moves)
{
    std::vector<std::string_view> subscribed;
    for (const auto& [id, name] : moves) {
        const std::string from = next_->mailbox(id)->record.name;
        names().erase(from);
        if (next_->subscriptions->contains(from)) {
            unsubscribe(from);
            subscribed.push_back(name);
        }
    }
    for (const auto& [id, name] : moves) {
        Edited& mailbox = edited(id);
        mailbox.state->record.name = name;
        mailbox.touched = true;
        names().emplace(name, id);
    }
    for (const auto name : subscribed)
        subscribe(name);
}

Result<>
Draft::renameMailbox(std::string_view from, std::string_view to, const MetadataLimits& limits)
{
    const MailboxRef mailbox = next_->mailbox(from);
    if (!mailbox && !next_->hasChildren(from))
        return no("there is no such mailbox", "NONEXISTENT");
    if (to == "INBOX" || to == from || next_->mailbox(to))
        return no("there is a mailbox of the new name already", "ALREADYEXISTS");
    if (from == "INBOX" && mailbox) {
        const auto& noted = *next_->metadata;
        if (const auto own = noted.bytesOf(mailbox->id); own > 0 && noted.bytes() + own > limits.bytes)
            return no("the account has as much metadata as it may", "OVERQUOTA");
        // The messages keep their mailbox and thereby their UIDs; INBOX is a new, empty one.
        addParents(to);
        Edited& inbox = edited(mailbox->id);
        inbox.state->record.name = to;
        inbox.touched = true;
        names().erase("INBOX");
        names().emplace(to, mailbox->id);
        copyMetadata(mailbox->id, addMailbox("INBOX", SpecialUse::None));
        return {};
    }
    if (to.starts_with(from) && to.substr(from.size()).starts_with(hierarchyDelimiter))
        return no("a mailbox cannot be moved below itself", "CANNOT");
    auto moves = movesOf(from, to);
    if (!moves)
        return std::unexpected(moves.error());
    addParents(to);
    move(*moves);
    return {};
}

void Draft::subscribe(std::string_view name)
{
    if (subscriptions().emplace(name).second)
        put(keys::subscription(name), {});
}

void Draft::unsubscribe(std::string_view name)
{
    const std::string own(name); // the caller's text may be the set's
    if (subscriptions().erase(own) > 0)
        erase(keys::subscription(own));
}

void Draft::claimRecent(MailboxId id, Uid next)
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (mailbox && mailbox->record.recentFrom < next)
        edited(id).state->record.recentFrom = next;
}

} // namespace postamt::mail
