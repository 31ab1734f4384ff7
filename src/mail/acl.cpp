#include "mail/acl.h"

#include "base/bytes.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

Rights Acl::of(AccountId guest) const
{
    Rights granted;
    Rights denied;
    for (const auto& entry : entries_) {
        if (entry.account != guest)
            continue;
        granted = granted | entry.granted;
        denied = denied | entry.denied;
    }
    return granted.without(denied);
}

AclEntry Acl::entry(std::string_view identifier, AccountId account) const
{
    const auto found = std::ranges::find(entries_, identifier, &AclEntry::identifier);
    if (found != entries_.end() && found->account == account)
        return *found;
    AclEntry out;
    out.identifier = identifier;
    out.account = account;
    return out;
}

Result<> Acl::set(AclEntry entry)
{
    const auto place
        = std::ranges::lower_bound(entries_, entry.identifier, {}, &AclEntry::identifier);
    const bool isThere = place != entries_.end() && place->identifier == entry.identifier;
    if (entry.granted.isEmpty() && entry.denied.isEmpty()) {
        if (isThere)
            entries_.erase(place);
        return {};
    }
    if (isThere) {
        *place = std::move(entry);
        return {};
    }
    if (entries_.size() >= maxEntries)
        return no("the mailbox is shared with 100 others, which is all it can", "LIMIT");
    entries_.insert(place, std::move(entry));
    return {};
}

bool Acl::forget(AccountId account)
{
    return std::erase_if(entries_, [account](const AclEntry& entry) {
               return entry.account == account;
           })
        > 0;
}

std::string encodeAcl(const Acl& acl)
{
    RecordWriter writer;
    writer.number(acl.entries().size());
    for (const auto& entry : acl.entries()) {
        writer.string(entry.identifier);
        writer.number(entry.account.value);
        writer.number(entry.granted.bits);
        writer.number(entry.denied.bits);
    }
    return writer.take();
}

Result<Acl> decodeAcl(std::string_view bytes)
{
    const auto damaged = [] { return internal("the ACL of a mailbox is damaged"); };
    RecordReader reader(bytes);
    const auto count = reader.number();
    if (count == 0 || count > Acl::maxEntries)
        return damaged();
    Acl acl;
    for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
        AclEntry entry;
        entry.identifier = reader.string();
        entry.account = AccountId(reader.number());
        entry.granted = Rights::ofBits(reader.numberAs<std::uint16_t>());
        entry.denied = Rights::ofBits(reader.numberAs<std::uint16_t>());
        const bool isKnown = Rights::all().includes(entry.granted | entry.denied);
        if (entry.identifier.empty() || entry.identifier.size() > Acl::maxIdentifier || !isKnown
            || !acl.set(std::move(entry)))
            return damaged();
    }
    // Out of order, twice, or without rights: then they were not written by us.
    if (!reader.complete() || encodeAcl(acl) != bytes)
        return damaged();
    return acl;
}

} // namespace postamt::mail
