// What a Draft does to who may do what.
#include "mail/draft.h"
#include "mail/keys.h"

#include <utility>

namespace postamt::mail {

AccountState::Acls& Draft::acls()
{
    if (!acls_) {
        acls_ = std::make_shared<AccountState::Acls>(*next_->acls);
        next_->acls = acls_;
    }
    return *acls_;
}

Result<> Draft::setAcl(MailboxId id, Acl acl)
{
    if (!next_->mailbox(id))
        return no("there is no such mailbox", "NONEXISTENT");
    const bool isShared = next_->acls->contains(id);
    if (acl.isEmpty()) {
        if (isShared) {
            acls().erase(id);
            erase(keys::acl(id));
        }
        return {};
    }
    if (!isShared && next_->acls->size() >= maxShared)
        return no("1000 mailboxes of the account are shared, which is all it can", "LIMIT");
    put(keys::acl(id), encodeAcl(acl));
    acls()[id] = std::move(acl);
    return {};
}

/// RFC 4314 section 4, CREATE: a new mailbox has the ACL of its parent.
void Draft::inheritAcl(MailboxId id, std::string_view name)
{
    const auto end = name.rfind(hierarchyDelimiter);
    const auto parent = end == std::string_view::npos ? nullptr : next_->mailbox(name.substr(0, end));
    const auto above = parent ? next_->acls->find(parent->id) : next_->acls->end();
    if (above == next_->acls->end() || next_->acls->size() >= maxShared)
        return;
    put(keys::acl(id), encodeAcl(above->second));
    auto acl = above->second;
    acls()[id] = std::move(acl);
}

void Draft::addSharer(AccountId owner)
{
    if (next_->sharers->contains(owner))
        return;
    auto sharers = std::make_shared<AccountState::Sharers>(*next_->sharers);
    sharers->insert(owner);
    next_->sharers = std::move(sharers);
    put(keys::sharer(owner), {});
}

} // namespace postamt::mail
