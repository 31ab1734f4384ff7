#include "imap/commands/identifier.h"

#include "accounts/address.h"
#include "base/ascii.h"
#include "imap/session.h"
#include "mail/acl.h"

#include <utility>

namespace postamt::imap {

Result<Identified> identify(Session& session, const proto::AclIdentifier& identifier)
{
    auto& directory = session.parts().directory;
    auto form = directory.userForm(identifier.name());
    if (!form)
        return std::unexpected(form.error());
    const auto first = identifier.name().front();
    const bool isAddress = !equalsIgnoreCase(identifier.name(), "anyone") && first != '$'
        && first != '#' && form->size() <= mail::Acl::maxIdentifier
        && accounts::parseAddress(*form);
    if (!isAddress)
        return no("mailboxes are shared with addresses of this service", "CANNOT");
    const auto account = directory.accountOfUser(*form);
    if (!account)
        return std::unexpected(account.error());
    return Identified{std::move(*form), *account ? (*account)->id : mail::AccountId()};
}

Result<std::string> ownerOf(Session& session, const mail::Account& account)
{
    const auto owner = session.parts().directory.account(account.id());
    if (!owner)
        return std::unexpected(owner.error());
    if (!*owner)
        return no("there is no such mailbox", "NONEXISTENT");
    return (*owner)->address;
}

} // namespace postamt::imap
