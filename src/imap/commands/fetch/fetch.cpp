#include "imap/commands/commands.h"
#include "imap/commands/fetch/responses.h"
#include "imap/commands/messages.h"
#include "imap/commands/vanished.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/message_response.h"
#include "imap/session.h"
#include "mail/read_ahead.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

using proto::FetchItemType;

/// Sets \Seen where it is not set yet, and takes what this changed out of what is to be told. Gives
/// the UIDs, ascending. What cannot be stored is said; the messages can be read all the same.
Task<std::vector<mail::Uid>>
markSeen(Session* session, std::vector<mail::Row> rows, mail::Expunges expunges)
{
    std::vector<mail::Uid> unseen;
    for (const auto& row : rows) {
        if (!row.flags.has(mail::Flag::Seen))
            unseen.push_back(row.uid);
    }
    if (unseen.empty())
        co_return unseen;
    const auto id = session->selected()->id();
    const auto viewer = session->selected()->viewer;
    mail::Plan plan = [id, viewer, unseen](mail::Draft& draft) -> Result<> {
        if (!draft.state().rights(id, viewer).has(mail::Right::Seen))
            return {};
        const auto seen = mail::FlagSet().add(mail::Flag::Seen);
        for (const auto uid : unseen)
            draft.setFlags(id, uid, mail::FlagMode::Add, seen, 0);
        return {};
    };
    const auto account = session->selected()->account;
    auto done = co_await account->change(std::move(plan), unseen.size());
    if (!done) {
        session->warn(done.error());
        co_return std::vector<mail::Uid>();
    }
    auto updates = session->sync(expunges);
    std::erase_if(updates.changed, [&](const auto& changed) {
        return !changed.isNew && std::ranges::binary_search(unseen, changed.row.uid);
    });
    co_await session->tellUpdates(std::move(updates));
    co_return unseen;
}

/// The place of a message, from where the last one was.
bool seek(mail::SnapshotCursor& at, const mail::Snapshot& told, mail::Uid uid)
{
    if (!at.atEnd() && at.uid() < uid)
        at.next();
    if (at.atEnd() || at.uid() != uid)
        at = mail::SnapshotCursor(told, told.lowerBound(uid));
    return !at.atEnd() && at.uid() == uid;
}

/// The responses for all messages, a batch at a time.
Task<Result<>> writeAll(
    Session* session,
    const proto::FetchRequest* request,
    std::vector<mail::WantedMessage> wanted,
    std::vector<mail::Uid> seen
)
{
    Responses responses(*session, *request);
    const auto told = session->selected()->view.snapshot();
    mail::SnapshotCursor at(*told);
    const auto depth = Needs(*request).read;
    mail::ReadAhead messages(
        session->selected()->account, session->selected()->id(), std::move(wanted), depth
    );
    Result<> outcome;
    for (;;) {
        const auto batch = co_await messages.next();
        if (!batch)
            co_return std::unexpected(batch.error());
        if (batch->isEmpty())
            co_return outcome;
        for (std::size_t i = 0; i < batch->wanted.size(); ++i) {
            const auto uid = batch->wanted[i].uid;
            if (!seek(at, *told, uid))
                continue;
            FetchedMessage message;
            message.number = at.place() + 1;
            message.row = at.row();
            message.flagsToo = std::ranges::binary_search(seen, uid);
            if (depth != mail::ReadAhead::Depth::Nothing) {
                message.summary = batch->summaries[i];
                message.body = batch->bodies[i];
            }
            auto written = responses.writeReady(message);
            if (!written) {
                auto streamed = co_await responses.write(message);
                written = std::move(streamed);
            }
            if (!*written)
                outcome = std::move(*written);
            if (session->out().size() < Session::flushSize)
                continue;
            const bool sent = co_await session->flush(Session::flushSize);
            if (!sent)
                co_return temporary("the client is gone");
        }
    }
}

proto::FetchItem itemOf(FetchItemType type)
{
    proto::FetchItem item;
    item.type = type;
    return item;
}

bool names(const proto::FetchRequest& request, FetchItemType type)
{
    return std::ranges::find(request.items, type, &proto::FetchItem::type) != request.items.end();
}

/// What the session must see to before it answers: CONDSTORE by use, items that come along unasked.
Result<> prepare(Session& session, proto::FetchRequest& request, bool byUid)
{
    if (request.vanished && (!byUid || !session.features().qresync))
        return bad("VANISHED is for UID FETCH after ENABLE QRESYNC");
    if (request.changedSince || names(request, FetchItemType::ModSeq))
        session.enableCondstore(); // RFC 7162 section 3.1
    const auto add = [&](FetchItemType type) {
        if (!names(request, type))
            request.items.insert(request.items.begin(), itemOf(type));
    };
    if (request.changedSince)
        add(FetchItemType::ModSeq);
    if (byUid && !session.features().uidOnly)
        add(FetchItemType::Uid);
    return {};
}

Task<Result<>> tellVanished(Session* session, const proto::FetchRequest* request)
{
    const auto mailbox = session->mailbox();
    const std::uint32_t last = mailbox ? mailbox->record.uidNext.value - 1 : 0;
    if (last == 0)
        co_return Result<>();
    const auto known = request->set.saved ? session->selected()->saved : request->set.resolve(last);
    const mail::ModSeq since(*request->changedSince);
    const auto vanished = co_await vanishedSince(session, since, known, 1);
    if (!vanished)
        co_return std::unexpected(vanished.error());
    auto writer = session->writer();
    proto::formatVanished(writer, *vanished, true);
    co_return Result<>();
}

} // namespace

// RFC 9051 section 6.4.5, CHANGEDSINCE and VANISHED of RFC 7162, BINARY of RFC 3516, PARTIAL of RFC
// 9394 section 3.4
Task<Result<Reply>> fetch(Call call)
{
    auto& session = call.session;
    const bool byUid = call.line.uid;
    auto request = proto::parseFetch(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (auto ready = prepare(session, *request, byUid); !ready)
        co_return std::unexpected(ready.error());
    auto rows = messagesOf(*session.selected(), request->set, byUid);
    if (!rows)
        co_return std::unexpected(rows.error());
    if (request->vanished) {
        auto told = co_await tellVanished(&session, &*request);
        if (!told)
            co_return std::unexpected(told.error());
    }
    if (request->changedSince) {
        const mail::ModSeq since(*request->changedSince);
        std::erase_if(*rows, [since](const mail::Row& row) { return row.modSeq <= since; });
    }
    if (request->range) {
        const auto places = request->range->within(rows->size());
        rows->resize(places.end);
        rows->erase(rows->begin(), rows->begin() + static_cast<std::ptrdiff_t>(places.begin));
    }
    const auto limited = limitMessages(*rows, session.parts().settings.commandMessages);
    std::vector<mail::WantedMessage> wanted;
    wanted.reserve(rows->size());
    for (const auto& row : *rows)
        wanted.push_back({row.uid, row.size});
    std::vector<mail::Uid> seen;
    const auto& selected = *session.selected();
    const bool maySee = !selected.readOnly && selected.rights.has(mail::Right::Seen);
    if (Needs(*request).seen && maySee) {
        const auto expunges = byUid ? mail::Expunges::Told : mail::Expunges::Withheld;
        seen = co_await markSeen(&session, std::move(*rows), expunges);
    }
    auto written = co_await writeAll(&session, &*request, std::move(wanted), std::move(seen));
    if (!written)
        co_return std::unexpected(written.error());
    co_return Reply{.code = limited, .text = {}};
}

} // namespace postamt::imap::commands
