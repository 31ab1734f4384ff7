// What a client can ask about rights (RFC 4314).
#include "imap/commands/commands.h"
#include "imap/commands/identifier.h"
#include "imap/proto/acl.h"
#include "imap/session.h"

#include <string>
#include <utility>
#include <vector>

namespace postamt::imap::commands {

namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

/// The owner first, who has all rights always; negative rights behind the others of the same
/// identifier.
Entries entriesOf(std::string owner, const mail::Acl* acl)
{
    Entries out;
    out.emplace_back(std::move(owner), mail::lettersOf(mail::Rights::all()));
    if (acl == nullptr)
        return out;
    for (const auto& entry : acl->entries()) {
        if (!entry.granted.isEmpty())
            out.emplace_back(entry.identifier, mail::lettersOf(entry.granted));
        if (!entry.denied.isEmpty())
            out.emplace_back("-" + entry.identifier, mail::lettersOf(entry.denied));
    }
    return out;
}

} // namespace

// RFC 4314 section 3.3
Task<Result<Reply>> getAcl(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseGetAcl(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto state = place->account->state();
    const auto mailbox = reach(*state, place->viewer, place->name, mail::Right::Administer);
    if (!mailbox)
        co_return std::unexpected(mailbox.error());
    auto owner = ownerOf(session, *place->account);
    if (!owner)
        co_return std::unexpected(owner.error());
    const auto acl = state->acls->find((*mailbox)->id);
    const auto* known = acl == state->acls->end() ? nullptr : &acl->second;
    auto writer = session.writer();
    proto::formatAcl(writer, place->shownName(), entriesOf(std::move(*owner), known));
    co_return Reply();
}

// RFC 4314 section 3.4. Answers the same for whoever is not the owner.
Task<Result<Reply>> listRights(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseListRights(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto state = place->account->state();
    const auto mailbox = reach(*state, place->viewer, place->name, mail::Right::Administer);
    if (!mailbox)
        co_return std::unexpected(mailbox.error());
    const auto who = identify(session, request->identifier);
    if (!who)
        co_return std::unexpected(who.error());
    const bool isOwner = who->account == place->account->id();
    auto writer = session.writer();
    if (isOwner && request->identifier.isNegative)
        proto::formatListRights(writer, *request, "", "");
    else if (isOwner)
        proto::formatListRights(writer, *request, mail::grantableLetters(), "");
    else
        proto::formatListRights(writer, *request, "", mail::grantableLetters());
    co_return Reply();
}

// RFC 4314 section 3.5
Task<Result<Reply>> myRights(Call call)
{
    using enum mail::Right;
    auto& session = call.session;
    const auto request = proto::parseMyRights(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto state = place->account->state();
    const auto mailbox = state->mailbox(place->name);
    const auto rights = mailbox ? state->rights(mailbox->id, place->viewer) : mail::Rights();
    // Section 4: one of these must be there, else the mailbox is not.
    if (!rights.hasAnyOf(Lookup | Read | Insert | CreateMailbox | DeleteMailbox | Administer))
        co_return no("there is no such mailbox", "NONEXISTENT");
    auto writer = session.writer();
    proto::formatMyRights(writer, place->shownName(), mail::lettersOf(rights));
    co_return Reply();
}

} // namespace postamt::imap::commands
