#include "imap/commands/commands.h"
#include "imap/commands/fetch/content.h"
#include "imap/commands/messages.h"
#include "imap/commands/vanished.h"
#include "imap/flags.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/fetch_response.h"
#include "imap/proto/message_response.h"
#include "imap/session.h"
#include "mime/summary.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

using proto::FetchItemType;

/// How many messages' summaries are read and written at a time.
constexpr std::size_t batchSize = 256;

/// What a FETCH wants, seen once for all its messages.
struct Wants {
    bool summary = false; ///< something that was rendered at delivery
    bool content = false; ///< bytes of the message
    bool seen = false; ///< sets \Seen

    explicit Wants(const proto::FetchRequest& request)
    {
        for (const auto& item : request.items) {
            switch (item.type) {
            case FetchItemType::Flags:
            case FetchItemType::InternalDate:
            case FetchItemType::ModSeq:
            case FetchItemType::Rfc822Size:
            case FetchItemType::Uid:
                break;
            case FetchItemType::Body:
            case FetchItemType::BodyStructure:
            case FetchItemType::Envelope:
                summary = true;
                break;
            default:
                summary = content = true;
                break;
            }
            seen = seen || proto::setsSeen(item);
        }
    }
};

bool names(const proto::FetchRequest& request, FetchItemType type)
{
    return std::ranges::find(request.items, type, &proto::FetchItem::type) != request.items.end();
}

/// Writes the responses of one FETCH, message by message.
class Responses {
public:
    Responses(Session& session, const proto::FetchRequest& request)
        : session_(session)
        , request_(request)
        , wants_(request)
        , form_(session.dialect().utf8 ? mime::Form::Utf8 : mime::Form::Ascii)
    {
    }

    const Wants& wants() const { return wants_; }

    /// One message. `flagsToo`: its flags were changed by this FETCH and are told along.
    Task<Result<>> write(mail::Row row, const std::string* stored, bool flagsToo)
    {
        const auto number = session_.selected()->view.numberOf(row.uid);
        if (!number)
            co_return Result<>();
        mime::SummaryView summary;
        std::optional<Content> content;
        if (wants_.summary) {
            auto opened = open(row, *stored, summary, content);
            if (!opened)
                co_return opened;
        }
        auto writer = session_.writer();
        proto::FetchWriter fetch(writer, number->value);
        Result<> outcome;
        for (const auto& item : request_.items) {
            if (writeReady(fetch, item, row, summary))
                continue;
            auto written = co_await content->write(&fetch, item);
            if (!written)
                outcome = std::move(written);
        }
        if (flagsToo)
            writeStored(fetch, row);
        fetch.end();
        co_return outcome;
    }

private:
    Result<> open(
        const mail::Row& row,
        const std::string& stored,
        mime::SummaryView& summary,
        std::optional<Content>& content
    ) const
    {
        if (stored.empty())
            return no("some messages were expunged long ago", "EXPUNGEISSUED");
        const auto record = mail::decodeStoredSummary(stored);
        if (!record)
            return std::unexpected(record.error());
        const auto view = mime::decode(record->mime);
        if (!view)
            return std::unexpected(view.error());
        summary = *view;
        if (!wants_.content)
            return {};
        auto parts = summary.parts();
        if (!parts)
            return std::unexpected(parts.error());
        content.emplace(session_, record->blob, row.size, std::move(*parts));
        return {};
    }

    void writeFlags(proto::FetchWriter& fetch, const mail::Row& row) const
    {
        const auto& selected = *session_.selected();
        std::string flags;
        const bool isRecent = selected.recent.contains(row.uid.value);
        formatFlags(flags, row, selected.keywords, isRecent);
        fetch.rendered(FetchItemType::Flags, flags);
    }

    /// What goes along when \Seen was set (RFC 9051 section 6.4.5, RFC 7162 section 3.1).
    void writeStored(proto::FetchWriter& fetch, const mail::Row& row) const
    {
        if (!names(request_, FetchItemType::Flags))
            writeFlags(fetch, row);
        if (!session_.features().condstore)
            return;
        if (!names(request_, FetchItemType::Uid))
            fetch.uid(row.uid.value);
        if (!names(request_, FetchItemType::ModSeq))
            fetch.modSeq(row.modSeq.value);
    }

    /// Everything but bytes of the message; false for those.
    bool writeReady(
        proto::FetchWriter& fetch,
        const proto::FetchItem& item,
        const mail::Row& row,
        const mime::SummaryView& summary
    ) const
    {
        switch (item.type) {
        case FetchItemType::Flags:
            writeFlags(fetch, row);
            return true;
        case FetchItemType::InternalDate:
            fetch.internalDate({.time = row.internalDate, .zone = 0});
            return true;
        case FetchItemType::ModSeq:
            fetch.modSeq(row.modSeq.value);
            return true;
        case FetchItemType::Rfc822Size:
            fetch.size(row.size);
            return true;
        case FetchItemType::Uid:
            fetch.uid(row.uid.value);
            return true;
        case FetchItemType::Envelope:
            fetch.rendered(item.type, summary.envelope(form_));
            return true;
        case FetchItemType::BodyStructure:
            fetch.rendered(item.type, summary.bodyStructure(form_));
            return true;
        case FetchItemType::Body:
            fetch.rendered(item.type, summary.body(form_));
            return true;
        default:
            return false;
        }
    }

    Session& session_;
    const proto::FetchRequest& request_;
    Wants wants_;
    mime::Form form_;
};

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
    mail::Plan plan = [id, unseen](mail::Draft& draft) -> Result<> {
        const auto seen = mail::FlagSet().add(mail::Flag::Seen);
        for (const auto uid : unseen)
            draft.setFlags(id, uid, mail::FlagMode::Add, seen, 0);
        return {};
    };
    auto done = co_await session->account()->change(std::move(plan));
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

/// The responses for all messages, a batch at a time.
Task<Result<>> writeAll(
    Session* session,
    const proto::FetchRequest* request,
    std::vector<mail::Uid> uids,
    std::vector<mail::Uid> seen
)
{
    Responses responses(*session, *request);
    Result<> outcome;
    for (std::size_t from = 0; from < uids.size(); from += batchSize) {
        const auto to = std::min(uids.size(), from + batchSize);
        std::vector<mail::Uid> batch(
            uids.begin() + static_cast<std::ptrdiff_t>(from),
            uids.begin() + static_cast<std::ptrdiff_t>(to)
        );
        std::vector<std::string> summaries(batch.size());
        if (responses.wants().summary) {
            auto read = co_await session->account()->summaries(session->selected()->id(), batch);
            if (!read)
                co_return std::unexpected(read.error());
            summaries = std::move(*read);
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const mail::Row* row = session->selected()->view.told().find(batch[i]);
            if (row == nullptr)
                continue;
            const bool flagsToo = std::ranges::binary_search(seen, batch[i]);
            auto written = co_await responses.write(*row, &summaries[i], flagsToo);
            if (!written)
                outcome = std::move(written);
            const bool sent = co_await session->flush(Session::flushSize);
            if (!sent)
                co_return temporary("the client is gone");
        }
    }
    co_return outcome;
}

proto::FetchItem itemOf(FetchItemType type)
{
    proto::FetchItem item;
    item.type = type;
    return item;
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
    if (byUid)
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

// RFC 9051 section 6.4.5, CHANGEDSINCE and VANISHED of RFC 7162, BINARY of RFC 3516
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
    std::vector<mail::Uid> uids;
    for (const auto& row : *rows)
        uids.push_back(row.uid);
    std::vector<mail::Uid> seen;
    if (Wants(*request).seen && !session.selected()->readOnly) {
        const auto expunges = byUid ? mail::Expunges::Told : mail::Expunges::Withheld;
        seen = co_await markSeen(&session, std::move(*rows), expunges);
    }
    auto written = co_await writeAll(&session, &*request, std::move(uids), std::move(seen));
    if (!written)
        co_return std::unexpected(written.error());
    co_return Reply();
}

} // namespace postamt::imap::commands
