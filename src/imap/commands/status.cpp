#include "imap/proto/status.h"

#include "imap/commands/commands.h"
#include "imap/commands/status_data.h"
#include "imap/session.h"
#include "mail/object_id.h"

#include <algorithm>

namespace postamt::imap {

proto::StatusData statusData(const Session& session, const mail::MailboxState& mailbox)
{
    const auto& record = mailbox.record;
    return {
        .appendLimit = session.appendLimit(),
        .deleted = record.deleted,
        .highestModSeq = record.highestModSeq.value,
        .mailboxId = mail::mailboxObjectId(session.account()->id(), mailbox.id),
        .messages = record.messages,
        // those of them that are gone are not counted one by one
        .recent = std::min(record.messages, record.uidNext.value - record.recentFrom.value),
        .size = record.bytes,
        .uidNext = record.uidNext.value,
        .uidValidity = record.uidValidity.value,
        .unseen = record.unseen,
    };
}

namespace commands {

// RFC 9051 section 6.3.11. Answered from the mailbox's counters alone.
Task<Result<Reply>> status(Call call)
{
    auto& session = call.session;
    auto request = proto::parseStatus(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto mailbox = session.account()->state()->mailbox(request->mailbox);
    if (!mailbox)
        co_return no("there is no such mailbox", "NONEXISTENT");
    if (asksForModSeq(request->items))
        session.enableCondstore();
    auto writer = session.writer();
    const auto data = statusData(session, *mailbox);
    proto::formatStatusData(writer, *request, data);
    co_return Reply();
}

} // namespace commands

// RFC 7162 section 3.1: asking for it switches CONDSTORE on.
bool asksForModSeq(const std::vector<proto::StatusItem>& items)
{
    return std::ranges::find(items, proto::StatusItem::HighestModSeq) != items.end();
}

} // namespace postamt::imap
