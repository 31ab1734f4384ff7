#include "imap/proto/list.h"

#include "imap/commands/commands.h"
#include "imap/commands/listing.h"
#include "imap/commands/metadata_entries.h"
#include "imap/commands/status_data.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"

#include <algorithm>
#include <cstdint>

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

Task<Result<>> tellStatus(Session* session, const proto::ListRequest* request, std::string name)
{
    const auto state = session->account()->state();
    const auto mailbox = state->mailbox(name);
    // RFC 5819 section 2: not of levels that are listed for what is below them.
    if (!mailbox || !meets(*state, request->selection, name))
        co_return Result<>();
    const auto& items = *request->returns.status;
    auto data = statusData(*session, *mailbox);
    const auto added = co_await addDeletedStorage(session, &items, mailbox, &data);
    if (!added)
        co_return std::unexpected(added.error());
    auto writer = session->writer();
    proto::formatStatusData(writer, {name, items}, data);
    co_return Result<>();
}

/// RFC 9590: the metadata of the mailboxes that are there. How long the longest value is that was
/// left out, or 0.
std::uint64_t
tellMetadata(Session& session, const proto::ListRequest& request, const std::string& name)
{
    const auto state = session.account()->state();
    const auto mailbox = state->mailbox(name);
    if (!mailbox || !meets(*state, request.selection, name))
        return 0;
    const auto found = findMetadata(session, *state, mailbox->id, *request.returns.metadata);
    auto writer = session.writer();
    if (!found.values.empty())
        proto::formatMetadata(writer, name, found.values);
    return found.longest;
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
    std::uint64_t longest = 0;
    for (const auto& entry : listing(*session.account()->state(), *request)) {
        auto writer = session.writer();
        proto::formatListEntry(writer, entry);
        if (request->returns.status) {
            const auto told = co_await tellStatus(&session, &*request, entry.mailbox);
            if (!told)
                co_return std::unexpected(told.error());
        }
        if (request->returns.metadata)
            longest = std::max(longest, tellMetadata(session, *request, entry.mailbox));
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
    for (const auto& entry : subscribedListing(*session.account()->state(), *request)) {
        auto writer = session.writer();
        proto::formatLsubEntry(writer, entry);
    }
    co_return Reply();
}

} // namespace postamt::imap::commands
