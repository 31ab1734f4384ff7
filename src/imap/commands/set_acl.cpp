// Who may do what with a mailbox is changed (RFC 4314).
#include "accounts/open_account.h"
#include "imap/commands/commands.h"
#include "imap/commands/identifier.h"
#include "imap/proto/acl.h"
#include "imap/session.h"

#include <string>
#include <utility>

namespace postamt::imap::commands {

namespace {

using Action = proto::SetAclRequest::Action;

/// A change of what one identifier may do.
struct Grant {
    Identified who;
    bool isNegative = false;
    Action action = Action::Replace;
    mail::Rights rights;

    mail::Rights applied(mail::Rights before) const
    {
        switch (action) {
        case Action::Add:
            return before | rights;
        case Action::Remove:
            return before.without(rights);
        case Action::Replace:
            break;
        }
        return rights;
    }
};

/// The owner has all rights always: what says so is done already.
Result<> grantToOwner(const Grant& grant)
{
    const auto before = grant.isNegative ? mail::Rights() : mail::Rights::all();
    if (grant.applied(before) == before)
        return {};
    return no("the owner of a mailbox has all rights always", "CANNOT");
}

Result<> planGrant(mail::Draft& draft, const Place& place, const Grant& grant)
{
    const auto& state = draft.state();
    const auto mailbox = reach(state, place.viewer, place.name, mail::Right::Administer);
    if (!mailbox)
        return std::unexpected(mailbox.error());
    const auto known = state.acls->find((*mailbox)->id);
    auto acl = known == state.acls->end() ? mail::Acl() : known->second;
    auto entry = acl.entry(grant.who.address, grant.who.account);
    auto& rights = grant.isNegative ? entry.denied : entry.granted;
    rights = grant.applied(rights);
    if (auto set = acl.set(std::move(entry)); !set)
        return set;
    return draft.setAcl((*mailbox)->id, std::move(acl));
}

/// The guest learns that there may be something of the owner, before there is: so LIST of what
/// others share looks at few accounts, and never misses one.
Task<Result<>> announce(Session* session, mail::AccountId owner, mail::AccountId guest)
{
    const auto& parts = session->parts();
    auto account = co_await accounts::openAccount(
        parts.directory, parts.accounts, guest, parts.settings.quota
    );
    if (!account)
        co_return std::unexpected(account.error());
    if ((*account)->state()->sharers->contains(owner))
        co_return Result<>();
    mail::Plan plan = [owner](mail::Draft& draft) -> Result<> {
        draft.addSharer(owner);
        return {};
    };
    co_return co_await (*account)->change(std::move(plan));
}

/// A name below "Other Users/" must be possible for the owner's address.
Result<> permitsSharing(const std::string& owner)
{
    const auto top = std::string(otherUsers) + owner;
    if (mail::normalizeMailboxName(top))
        return {};
    return no("an account of such an address cannot share mailboxes", "CANNOT");
}

Task<Result<Reply>> change(Session* session, std::string name, const proto::AclIdentifier* whom, Grant grant)
{
    const auto place = co_await placeOf(session, std::move(name));
    if (!place)
        co_return std::unexpected(place.error());
    const auto mailbox = reach(
        *place->account->state(), place->viewer, place->name, mail::Right::Administer
    );
    if (!mailbox)
        co_return std::unexpected(mailbox.error());
    auto who = identify(*session, *whom);
    if (!who)
        co_return std::unexpected(who.error());
    grant.who = std::move(*who);
    grant.isNegative = whom->isNegative;
    const auto owner = ownerOf(*session, *place->account);
    const auto may = owner ? permitsSharing(*owner) : std::unexpected(owner.error());
    if (!may)
        co_return std::unexpected(may.error());
    if (grant.who.account == place->account->id()) {
        const auto done = grantToOwner(grant);
        if (!done)
            co_return std::unexpected(done.error());
        co_return Reply();
    }
    const bool gives = grant.action != Action::Remove && !grant.rights.isEmpty();
    if (gives && grant.who.account.value != 0) {
        auto announced = co_await announce(session, place->account->id(), grant.who.account);
        if (!announced && announced.error().fault != Fault::No)
            co_return std::unexpected(announced.error());
        if (!announced) // the account was removed this moment
            grant.who.account = mail::AccountId();
    }
    mail::Plan plan = [place = *place, grant = std::move(grant)](mail::Draft& draft) {
        return planGrant(draft, place, grant);
    };
    auto done = co_await place->account->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace

// RFC 4314 section 3.1
Task<Result<Reply>> setAcl(Call call)
{
    const auto request = proto::parseSetAcl(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto rights = mail::rightsOf(request->rights);
    if (!rights)
        co_return bad("expected rights of the letters lrswipkxteacd");
    Grant grant;
    grant.action = request->action;
    grant.rights = *rights;
    co_return co_await change(
        &call.session, request->mailbox, &request->identifier, std::move(grant)
    );
}

// RFC 4314 section 3.2
Task<Result<Reply>> deleteAcl(Call call)
{
    const auto request = proto::parseDeleteAcl(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    Grant none; // no rights in the place of those that there are
    co_return co_await change(&call.session, request->mailbox, &request->identifier, std::move(none));
}

} // namespace postamt::imap::commands
