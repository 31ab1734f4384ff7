#include "imap/commands/append/incoming.h"
#include "imap/commands/commands.h"
#include "imap/naming.h"
#include "imap/session.h"

#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

struct Appended {
    mail::UidValidity uidValidity;
    proto::NumberSet uids;
};

/// All messages or none (RFC 3502 section 2).
Task<Result<Appended>> store(Session* session, const Incoming* incoming)
{
    auto appended = std::make_shared<Appended>();
    mail::Plan plan = [incoming, appended](mail::Draft& draft) -> Result<> {
        auto uids = appendAll(draft, *incoming);
        if (!uids)
            return std::unexpected(uids.error());
        appended->uidValidity = draft.state().mailbox(incoming->mailbox())->record.uidValidity;
        appended->uids = std::move(*uids);
        return {};
    };
    auto done = co_await session->account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*appended);
}

} // namespace

// RFC 9051 section 6.3.12, MULTIAPPEND of RFC 3502, BINARY of RFC 3516, UIDPLUS of RFC 4315,
// CATENATE of RFC 4469
Task<Result<Reply>> append(Call call)
{
    auto& session = call.session;
    proto::AppendParser parser;
    auto request = parser.append(call.line.arguments, !call.body);
    if (!request)
        co_return std::unexpected(request.error());
    auto name = meantMailbox(session, request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    Incoming incoming(session, std::move(*name));
    auto received = co_await incoming.receive(&parser, std::move(request->steps), !call.body);
    if (!received)
        co_return std::unexpected(received.error());
    auto appended = co_await store(&session, &incoming);
    if (!appended)
        co_return std::unexpected(appended.error());
    co_return Reply{
        .code = proto::code::appendUid(appended->uidValidity.value, appended->uids), .text = {}
    };
}

} // namespace postamt::imap::commands
