#include "imap/proto/status.h"

#include "imap/commands/commands.h"
#include "imap/commands/status_data.h"
#include "imap/place.h"
#include "imap/session.h"
#include "mail/object_id.h"

#include <algorithm>
#include <utility>

namespace postamt::imap {

namespace {

proto::StatusData
dataOf(const Session& session, std::string mailboxId, const mail::MailboxRecord& record)
{
    return {
        .appendLimit = session.appendLimit(),
        .deleted = record.deleted,
        .highestModSeq = record.highestModSeq.value,
        .mailboxId = std::move(mailboxId),
        .messages = record.messages,
        // those of them that are gone are not counted one by one
        .recent = std::min(record.messages, record.uidNext.value - record.recentFrom.value),
        .size = record.bytes,
        .uidNext = record.uidNext.value,
        .uidValidity = record.uidValidity.value,
        .unseen = record.unseen,
    };
}

} // namespace

proto::StatusData
statusData(const Session& session, mail::AccountId owner, const mail::MailboxState& mailbox)
{
    return dataOf(session, mail::mailboxObjectId(owner, mailbox.id), mailbox.record);
}

proto::StatusData
statusData(const Session& session, const Sight& sight, const mail::MailboxState& mailbox)
{
    const auto* origin = sight.originOf(mailbox.id);
    if (origin == nullptr)
        return statusData(session, session.account()->id(), mailbox);
    return dataOf(
        session, mail::mailboxObjectId(origin->account->id(), origin->id), mailbox.record
    );
}

Task<Result<>> addDeletedStorage(
    std::shared_ptr<mail::Account> account,
    mail::MailboxId id,
    const std::vector<proto::StatusItem>* items,
    proto::StatusData* data
)
{
    const auto asked = std::ranges::find(*items, proto::StatusItem::DeletedStorage);
    if (asked == items->end() || data->deleted == 0)
        co_return Result<>();
    const auto open = co_await account->open(id);
    const auto now = account->state()->mailbox(id);
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
    const auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto mailbox
        = reach(*place->account->state(), place->viewer, place->name, mail::Right::Read);
    if (!mailbox)
        co_return std::unexpected(mailbox.error());
    if (asksForModSeq(request->items))
        session.enableCondstore();
    auto data = statusData(session, place->account->id(), **mailbox);
    const auto added
        = co_await addDeletedStorage(place->account, (*mailbox)->id, &request->items, &data);
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
