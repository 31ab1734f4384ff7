#include "imap/commands/append/incoming.h"
#include "imap/commands/commands.h"
#include "imap/commands/messages.h"
#include "imap/session.h"

#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// What takes the old message out (RFC 8508 section 5: as STORE of \Deleted and EXPUNGE).
constexpr mail::Rights leaving = mail::Right::DeleteMessages | mail::Right::Expunge;

/// The message to be replaced.
struct Old {
    std::shared_ptr<mail::Account> account;
    mail::Viewer viewer;
    mail::MailboxId mailbox;
    mail::Row row;
};

std::unexpected<Error> isGone()
{
    return no("the message was expunged by another client", "EXPUNGEISSUED");
}

/// Whether the old message is there, and the user may take it out.
Result<> checkThere(const Old& old)
{
    const auto state = old.account->state();
    const auto now = state->mailbox(old.mailbox);
    if (!now)
        return isGone();
    if (auto may = reach(*state, old.viewer, old.mailbox, leaving); !may)
        return std::unexpected(may.error());
    return now->rows && now->rows->find(old.row.uid) ? Result<>() : isGone();
}

/// RFC 8508 section 3.2: a message that is not there cannot be replaced.
Result<Old> oldMessage(const Selected& selected, std::uint32_t named, bool byUid)
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
    Old old{selected.account, selected.viewer, selected.id(), rows->front()};
    if (auto isThere = checkThere(old); !isThere)
        return std::unexpected(isThere.error());
    return old;
}

Result<> takeOut(mail::Draft& draft, const Old& old)
{
    if (!draft.state().mailbox(old.mailbox))
        return isGone();
    if (auto may = reach(draft.state(), old.viewer, old.mailbox, leaving); !may)
        return std::unexpected(may.error());
    return draft.expunge(old.mailbox, old.row.uid) ? Result<>() : isGone();
}

/// The old message goes first, so that the new one may take its place in a full account. Between
/// two accounts it goes last, in a Change of its own: nothing is lost if the way ends in between.
/// If somebody else has expunged it by then, the new message has replaced it all the same.
Task<Result<Appended>> store(const Incoming* incoming, Old old)
{
    const bool isOneAccount = incoming->place().account == old.account;
    if (auto isThere = isOneAccount ? Result<>() : checkThere(old); !isThere)
        co_return std::unexpected(isThere.error());
    auto replaced = std::make_shared<Appended>();
    mail::Plan plan = [incoming, old, replaced, isOneAccount](mail::Draft& draft) -> Result<> {
        if (auto done = isOneAccount ? takeOut(draft, old) : Result<>(); !done)
            return done;
        auto appended = appendAll(draft, *incoming);
        if (!appended)
            return std::unexpected(appended.error());
        *replaced = std::move(*appended);
        return {};
    };
    auto done = co_await incoming->place().account->change(std::move(plan));
    if (done && !isOneAccount) {
        mail::Plan last = [old](mail::Draft& draft) -> Result<> {
            auto taken = takeOut(draft, old);
            if (!taken && taken.error().code == "EXPUNGEISSUED")
                return {};
            return taken;
        };
        done = co_await old.account->change(std::move(last));
    }
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*replaced);
}

} // namespace

// RFC 8508: APPEND and EXPUNGE in one Change, within one account. APPENDUID comes before the
// EXPUNGE.
Task<Result<Reply>> replace(Call call)
{
    auto& session = call.session;
    proto::AppendParser parser;
    auto request = parser.replace(call.line.arguments, !call.body);
    if (!request)
        co_return std::unexpected(request.error());
    auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto old = oldMessage(*session.selected(), request->message, call.line.uid);
    if (!old)
        co_return std::unexpected(old.error());
    const auto freed = place->account == old->account ? old->row.size : 0;
    Incoming incoming(session, std::move(*place), freed);
    auto received = co_await incoming.receive(&parser, std::move(request->steps), !call.body);
    if (!received)
        co_return std::unexpected(received.error());
    auto replaced = co_await store(&incoming, *old);
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
