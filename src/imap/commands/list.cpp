#include "imap/proto/list.h"

#include "imap/commands/commands.h"
#include "imap/commands/listing.h"
#include "imap/commands/metadata_entries.h"
#include "imap/commands/status_data.h"
#include "imap/proto/acl.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace postamt::imap::commands {

namespace {

/// RFC 9051 section 6.3.9: an empty pattern asks for the divider alone.
bool asksForDivider(const proto::ListRequest& request)
{
    return !request.extended && request.patterns.size() == 1 && request.patterns.front().empty();
}

void formatDivider(Session& session)
{
    auto writer = session.writer();
    proto::ListEntry entry;
    entry.attributes = {"\\Noselect"};
    proto::formatListEntry(writer, entry);
}

/// LIST-STATUS (RFC 5819).
Task<Result<>> tellStatus(
    Session* session,
    const Sight* sight,
    const std::vector<proto::StatusItem>* items,
    mail::MailboxRef mailbox
)
{
    if (!sight->rightsOn(mailbox->id).has(mail::Right::Read))
        co_return Result<>();
    auto data = statusData(*session, *sight, *mailbox);
    const auto* origin = sight->originOf(mailbox->id);
    const auto account = origin == nullptr ? session->account() : origin->account;
    const auto id = origin == nullptr ? mailbox->id : origin->id;
    const auto added = co_await addDeletedStorage(account, id, items, &data);
    if (!added)
        co_return std::unexpected(added.error());
    auto writer = session->writer();
    proto::formatStatusData(writer, {mailbox->record.name, *items}, data);
    co_return Result<>();
}

/// RFC 9590: the metadata of the mailboxes that are there. How long the longest value is that was
/// left out, or 0.
std::uint64_t tellMetadata(
    Session& session,
    const Sight& sight,
    const proto::WantedMetadata& wanted,
    const mail::MailboxState& mailbox
)
{
    if (!permitsMetadata(sight.rightsOn(mailbox.id)))
        return 0;
    const auto found = findMetadata(session, *sight.state, mailbox.id, wanted);
    auto writer = session.writer();
    if (!found.values.empty())
        proto::formatMetadata(writer, mailbox.record.name, found.values);
    return found.longest;
}

/// Everything that is to be told of a mailbox beside its LIST. Not of levels that are listed for
/// what is below them. `longest` as tellMetadata().
Task<Result<>> tellReturns(
    Session* session,
    const Sight* sight,
    const proto::ListRequest* request,
    std::string name,
    std::uint64_t* longest
)
{
    const auto mailbox = sight->state->mailbox(name);
    if (!mailbox || !meets(*sight->state, request->selection, name))
        co_return Result<>();
    const auto& returns = request->returns;
    if (returns.status) {
        auto told = co_await tellStatus(session, sight, &*returns.status, mailbox);
        if (!told)
            co_return told;
    }
    if (returns.myRights) { // RFC 8440
        auto writer = session->writer();
        proto::formatMyRights(writer, name, mail::lettersOf(sight->rightsOn(mailbox->id)));
    }
    if (returns.metadata)
        *longest = std::max(*longest, tellMetadata(*session, *sight, *returns.metadata, *mailbox));
    co_return Result<>();
}

} // namespace

// RFC 9051 section 6.3.9
Task<Result<Reply>> list(Call call)
{
    auto& session = call.session;
    auto request = proto::parseList(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (asksForDivider(*request)) {
        formatDivider(session);
        co_return Reply();
    }
    if (request->returns.status && asksForModSeq(*request->returns.status))
        session.enableCondstore();
    request->extended |= session.features().rev2; // knows \NonExistent
    const auto sight = co_await sightOf(&session);
    if (!sight)
        co_return std::unexpected(sight.error());
    std::uint64_t longest = 0;
    for (const auto& entry : listing(*sight->state, *request)) {
        auto writer = session.writer();
        proto::formatListEntry(writer, entry);
        const auto told
            = co_await tellReturns(&session, &*sight, &*request, entry.mailbox, &longest);
        if (!told)
            co_return std::unexpected(told.error());
        const bool sent = co_await session.flush(Session::flushSize);
        if (!sent)
            break;
    }
    Reply reply;
    if (longest > 0)
        reply.code = proto::code::numbered("METADATA LONGENTRIES", longest);
    co_return reply;
}

// RFC 3501 section 6.3.9
Task<Result<Reply>> lsub(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseLsub(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto sight = co_await sightOf(&session);
    if (!sight)
        co_return std::unexpected(sight.error());
    for (const auto& entry : subscribedListing(*sight->state, *request)) {
        auto writer = session.writer();
        proto::formatLsubEntry(writer, entry);
    }
    co_return Reply();
}

// Google's, deprecated since RFC 6154: LIST with the special uses under older names. It is offered
// only where the setting imap.xlist says so.
Task<Result<Reply>> xlist(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseLsub(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    for (const auto& entry : listing(*session.account()->state(), *request)) {
        auto writer = session.writer();
        proto::formatXlistEntry(writer, entry);
        const bool sent = co_await session.flush(Session::flushSize);
        if (!sent)
            break;
    }
    co_return Reply();
}

} // namespace postamt::imap::commands
