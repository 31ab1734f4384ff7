#include "imap/proto/status.h"

#include "imap/commands/commands.h"
#include "imap/commands/status_data.h"
#include "imap/naming.h"
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

Task<Result<>> addDeletedStorage(
    Session* session,
    const std::vector<proto::StatusItem>* items,
    mail::MailboxRef mailbox,
    proto::StatusData* data
)
{
    const auto asked = std::ranges::find(*items, proto::StatusItem::DeletedStorage);
    if (asked == items->end() || mailbox->record.deleted == 0)
        co_return Result<>();
    const auto account = session->account();
    const auto open = co_await account->open(mailbox->id);
    const auto now = account->state()->mailbox(mailbox->id);
    if (!now) // it was deleted meanwhile
        co_return Result<>();
    if (!open)
        co_return std::unexpected(open.error());
    for (const auto uid : now->rows->deleted())
        data->deletedStorage += now->rows->find(uid)->size;
    co_return Result<>();
}

namespace commands {

// RFC 9051 section 6.3.11. Answered from the mailbox's counters, but for DELETED-STORAGE.
Task<Result<Reply>> status(Call call)
{
    auto& session = call.session;
    auto request = proto::parseStatus(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto name = meantMailbox(session, request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    const auto mailbox = session.account()->state()->mailbox(*name);
    if (!mailbox)
        co_return no("there is no such mailbox", "NONEXISTENT");
    if (asksForModSeq(request->items))
        session.enableCondstore();
    auto data = statusData(session, *mailbox);
    const auto added = co_await addDeletedStorage(&session, &request->items, mailbox, &data);
    if (!added)
        co_return std::unexpected(added.error());
    auto writer = session.writer();
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
