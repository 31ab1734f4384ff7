#include "imap/commands/append/incoming.h"
#include "imap/commands/commands.h"
#include "imap/naming.h"
#include "imap/session.h"

#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// All messages or none (RFC 3502 section 2).
Task<Result<Appended>> store(const Incoming* incoming)
{
    auto appended = std::make_shared<Appended>();
    mail::Plan plan = [incoming, appended](mail::Draft& draft) -> Result<> {
        auto done = appendAll(draft, *incoming);
        if (!done)
            return std::unexpected(done.error());
        *appended = std::move(*done);
        return {};
    };
    auto done = co_await incoming->place().account->change(std::move(plan));
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
    auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto shown = place->shownName();
    Incoming incoming(session, std::move(*place));
    auto received = co_await incoming.receive(&parser, std::move(request->steps), !call.body);
    if (!received)
        co_return std::unexpected(received.error());
    auto appended = co_await store(&incoming);
    if (!appended)
        co_return std::unexpected(appended.error());
    if (session.features().rev2 && shown != request->mailbox)
        co_await formatListOf(&session, shown, request->mailbox);
    co_return Reply{
        .code = proto::code::appendUid(appended->uidValidity.value, appended->uids), .text = {}
    };
}

} // namespace postamt::imap::commands
