#include "mail/account_state.h"

#include "base/bytes.h"

#include <algorithm>

namespace postamt::mail {

std::string encodeAccount(const AccountRecord& record)
{
    RecordWriter writer;
    writer.number(record.nextMailbox.value);
    writer.number(record.lastUidValidity.value);
    writer.number(record.bytes);
    writer.number(record.messages);
    return writer.take();
}

Result<AccountRecord> decodeAccount(std::string_view bytes)
{
    RecordReader reader(bytes);
    AccountRecord record;
    record.nextMailbox = MailboxId(reader.numberAs<std::uint32_t>());
    record.lastUidValidity = UidValidity(reader.numberAs<std::uint32_t>());
    record.bytes = reader.number();
    record.messages = reader.number();
    if (!reader.complete())
        return internal("the record of an account is damaged");
    return record;
}

AccountState::AccountState()
    : names(std::make_shared<const Names>())
    , subscriptions(std::make_shared<const Subscriptions>())
    , metadata(std::make_shared<const Metadata>())
    , acls(std::make_shared<const Acls>())
    , sharers(std::make_shared<const Sharers>())
{
}

MailboxRef AccountState::mailbox(MailboxId id) const
{
    const auto found = std::ranges::lower_bound(mailboxes, id, {}, &MailboxState::id);
    return found != mailboxes.end() && (*found)->id == id ? *found : nullptr;
}

MailboxRef AccountState::mailbox(std::string_view name) const
{
    const auto found = names->find(name);
    return found == names->end() ? nullptr : mailbox(found->second);
}

bool AccountState::hasChildren(std::string_view name) const
{
    const std::string prefix = std::string(name) + hierarchyDelimiter;
    const auto found = names->lower_bound(prefix);
    return found != names->end() && found->first.starts_with(prefix);
}

Rights AccountState::rights(MailboxId id, const Viewer& viewer) const
{
    if (!mailbox(id))
        return {};
    if (viewer.isOwner())
        return Rights::all();
    const auto found = acls->find(id);
    return found == acls->end() ? Rights() : found->second.of(*viewer.guest());
}

MailboxRef AccountState::mailbox(SpecialUse use) const
{
    const auto found = std::ranges::find(mailboxes, use, [](const MailboxRef& mailbox) {
        return mailbox->record.use;
    });
    return found == mailboxes.end() ? nullptr : *found;
}

} // namespace postamt::mail
