#include "imap/proto/select.h"

#include "imap/commands/commands.h"
#include "imap/commands/resync.h"
#include "imap/flags.h"
#include "imap/mailbox_flags.h"
#include "imap/naming.h"
#include "imap/session.h"
#include "mail/object_id.h"

#include <array>
#include <utility>

namespace postamt::imap::commands {

namespace {

proto::SelectData selectData(Session& session)
{
    const auto& selected = *session.selected();
    const auto& record = session.mailbox()->record;
    proto::SelectData data;
    for (const auto flag :
         {mail::Flag::Answered,
          mail::Flag::Flagged,
          mail::Flag::Deleted,
          mail::Flag::Seen,
          mail::Flag::Draft})
        data.flags.emplace_back(nameOf(flag));
    data.flags.insert(data.flags.end(), record.keywords.begin(), record.keywords.end());
    data.permanentFlags = permanentFlags(selected, record.keywords);
    data.exists = selected.view.size();
    if (!session.features().rev2) {
        data.recent = static_cast<std::uint32_t>(selected.recent.count());
        const auto unseen = session.features().uidOnly // UNSEEN names a message number
            ? std::nullopt
            : selected.view.told().firstUnseen();
        if (unseen)
            data.firstUnseen = *unseen + 1;
    }
    data.uidValidity = record.uidValidity.value;
    data.uidNext = record.uidNext.value;
    data.highestModSeq = record.highestModSeq.value;
    data.mailboxId = mail::mailboxObjectId(selected.account->id(), selected.id());
    return data;
}

/// Leaves the mailbox selected before, whether the new one can be opened or not.
void leave(Session& session)
{
    if (session.selected() == nullptr)
        return;
    session.unselect();
    session.untagged(proto::Condition::Ok, "CLOSED", "the mailbox selected before is closed");
}

/// RFC 4314 section 5.2: who can change nothing gets it read-only.
bool permitsWriting(mail::Rights rights)
{
    using enum mail::Right;
    return rights.hasAnyOf(Seen | Write | Insert | DeleteMessages | Expunge);
}

Task<Result<>> open(Session* session, const Place* place, bool readOnly)
{
    const auto state = place->account->state();
    const auto mailbox = reach(*state, place->viewer, place->name, mail::Right::Read);
    if (!mailbox)
        co_return std::unexpected(mailbox.error());
    const auto id = (*mailbox)->id;
    auto opened = co_await place->account->open(id);
    if (!opened)
        co_return std::unexpected(opened.error());
    Selected selected;
    selected.account = place->account;
    selected.viewer = place->viewer;
    selected.prefix = place->prefix;
    selected.rights = place->account->state()->rights(id, place->viewer);
    selected.open = std::move(*opened);
    selected.readOnly = readOnly || !permitsWriting(selected.rights);
    session->select(std::move(selected));
    if (!session->mailbox() || !session->mailbox()->rows) {
        session->unselect();
        co_return no("there is no such mailbox", "NONEXISTENT");
    }
    session->selected()->view = mail::View(session->mailbox()->rows);
    session->selected()->keywords = session->mailbox()->record.keywords;
    if (!session->features().rev2)
        co_await session->claimRecent();
    co_return Result<>();
}

Task<Result<Reply>> run(Call call, bool readOnly)
{
    auto& session = call.session;
    auto request = proto::parseSelect(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (request->qresync && !session.features().qresync)
        co_return bad("ENABLE QRESYNC comes before its use");
    if (request->qresync && request->qresync->match && session.features().uidOnly)
        co_return bad("expected no message numbers after ENABLE UIDONLY", "UIDREQUIRED");
    leave(session);
    const auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    auto opened = co_await open(&session, &*place, readOnly);
    if (!opened)
        co_return std::unexpected(opened.error());
    if (request->condstore)
        session.features().condstore = true;
    auto writer = session.writer();
    proto::formatSelectData(writer, selectData(session));
    if (session.features().rev2) // RFC 9051 section 6.3.2
        co_await formatListOf(&session, place->shownName(), request->mailbox);
    // RFC 9208 section 4.3: the user learns why no more mail comes.
    if (place->account->quota().isExceededBy(*place->account->state()))
        session.untagged(proto::Condition::No, "OVERQUOTA", "the mail account is over its quota");
    if (request->qresync)
        co_await resync(&session, std::move(*request->qresync));
    const bool isReadOnly = session.selected()->readOnly;
    co_return Reply{.code = isReadOnly ? "READ-ONLY" : "READ-WRITE", .text = {}};
}

} // namespace

// RFC 9051 section 6.3.2
Task<Result<Reply>> select(Call call)
{
    return run(std::move(call), false);
}

// RFC 9051 section 6.3.3
Task<Result<Reply>> examine(Call call)
{
    return run(std::move(call), true);
}

} // namespace postamt::imap::commands
