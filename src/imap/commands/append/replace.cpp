#include "imap/commands/append/incoming.h"
#include "imap/commands/commands.h"
#include "imap/commands/messages.h"
#include "imap/naming.h"
#include "imap/session.h"

#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// The message to be replaced.
struct Old {
    mail::MailboxId mailbox;
    mail::Row row;
};

struct Replaced {
    mail::UidValidity uidValidity;
    proto::NumberSet uids;
};

/// RFC 8508 section 3.2: a message that is not there cannot be replaced.
Result<Old>
oldMessage(const Session& session, const Selected& selected, std::uint32_t named, bool byUid)
{
    if (selected.readOnly)
        return no("the mailbox was opened read-only", "READ-ONLY");
    proto::SequenceSet set;
    set.ranges = {
        {named, named}
    };
    const auto rows = messagesOf(selected, set, byUid);
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return no("there is no message of that UID", "NONEXISTENT");
    const auto now = session.account()->state()->mailbox(selected.id());
    if (!now || !now->rows || !now->rows->find(rows->front().uid))
        return no("the message was expunged by another client", "EXPUNGEISSUED");
    return Old{selected.id(), rows->front()};
}

/// The old message goes first, so that the new one may take its place in a full account.
Task<Result<Replaced>> store(Session* session, const Incoming* incoming, Old old)
{
    auto replaced = std::make_shared<Replaced>();
    mail::Plan plan = [incoming, old, replaced](mail::Draft& draft) -> Result<> {
        if (!draft.state().mailbox(old.mailbox) || !draft.expunge(old.mailbox, old.row.uid))
            return no("the message was expunged by another client", "EXPUNGEISSUED");
        auto uids = appendAll(draft, *incoming);
        if (!uids)
            return std::unexpected(uids.error());
        replaced->uidValidity = draft.state().mailbox(incoming->mailbox())->record.uidValidity;
        replaced->uids = std::move(*uids);
        return {};
    };
    auto done = co_await session->account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*replaced);
}

} // namespace

// RFC 8508: APPEND and EXPUNGE in one Change. APPENDUID comes before the EXPUNGE.
Task<Result<Reply>> replace(Call call)
{
    auto& session = call.session;
    proto::AppendParser parser;
    auto request = parser.replace(call.line.arguments, !call.body);
    if (!request)
        co_return std::unexpected(request.error());
    auto name = meantMailbox(session, request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    const auto old = oldMessage(session, *session.selected(), request->message, call.line.uid);
    if (!old)
        co_return std::unexpected(old.error());
    Incoming incoming(session, std::move(*name), old->row.size);
    auto received = co_await incoming.receive(&parser, std::move(request->steps), !call.body);
    if (!received)
        co_return std::unexpected(received.error());
    auto replaced = co_await store(&session, &incoming, *old);
    if (!replaced)
        co_return std::unexpected(replaced.error());
    const auto code = proto::code::appendUid(replaced->uidValidity.value, replaced->uids);
    session.untagged(proto::Condition::Ok, code, "the new message is here");
    co_await session.tell(mail::Expunges::Told);
    Reply reply;
    // RFC 7162 section 3.2.10, as for EXPUNGE
    if (session.features().qresync && session.mailbox())
        reply.code
            = proto::code::numbered("HIGHESTMODSEQ", session.mailbox()->record.highestModSeq.value);
    co_return reply;
}

} // namespace postamt::imap::commands
