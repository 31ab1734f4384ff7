#include "imap/proto/select.h"

#include "imap/commands/commands.h"
#include "imap/commands/listing.h"
#include "imap/commands/resync.h"
#include "imap/flags.h"
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
    if (!selected.readOnly) {
        data.permanentFlags = data.flags;
        if (record.keywords.size() < mail::maxKeywords)
            data.permanentFlags.emplace_back("\\*");
    }
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
    data.mailboxId = mail::mailboxObjectId(session.account()->id(), selected.id());
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

Task<Result<>> open(Session* session, std::string name, bool readOnly)
{
    const auto mailbox = session->account()->state()->mailbox(name);
    if (!mailbox)
        co_return no("there is no such mailbox", "NONEXISTENT");
    auto opened = co_await session->account()->open(mailbox->id);
    if (!opened)
        co_return std::unexpected(opened.error());
    Selected selected;
    selected.open = std::move(*opened);
    selected.readOnly = readOnly;
    session->select(std::move(selected));
    if (!session->mailbox() || !session->mailbox()->rows) {
        session->unselect();
        co_return no("the mailbox was deleted this moment", "NONEXISTENT");
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
    const auto name = meantMailbox(session, request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    auto opened = co_await open(&session, *name, readOnly);
    if (!opened)
        co_return std::unexpected(opened.error());
    if (request->condstore)
        session.features().condstore = true;
    auto writer = session.writer();
    proto::formatSelectData(writer, selectData(session));
    if (session.features().rev2) // RFC 9051 section 6.3.2
        formatListOf(session, *name, request->mailbox);
    // RFC 9208 section 4.3: the user learns why no more mail comes.
    if (session.account()->quota().isExceededBy(*session.account()->state()))
        session.untagged(proto::Condition::No, "OVERQUOTA", "the mail account is over its quota");
    if (request->qresync)
        co_await resync(&session, std::move(*request->qresync));
    co_return Reply{.code = readOnly ? "READ-ONLY" : "READ-WRITE", .text = {}};
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
