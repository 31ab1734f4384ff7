#include "imap/commands/commands.h"
#include "imap/commands/expunging.h"
#include "imap/session.h"

namespace postamt::imap {

namespace {

Result<> planExpunge(
    mail::Draft& draft,
    const mail::Viewer& viewer,
    mail::MailboxId id,
    const std::optional<proto::NumberSet>& among
)
{
    const auto mailbox = reach(draft.state(), viewer, id, mail::Right::Expunge);
    if (!mailbox)
        return std::unexpected(mailbox.error());
    if (!(*mailbox)->rows)
        return no("the selected mailbox is gone", "NONEXISTENT");
    for (const auto uid : draft.deleted(id)) {
        if (!among || among->contains(uid.value))
            draft.expunge(id, uid);
    }
    return {};
}

} // namespace

Task<Result<>> expungeDeleted(Session* session, std::optional<proto::NumberSet> among)
{
    const auto* selected = session->selected();
    if (selected->readOnly)
        co_return no("the mailbox was opened read-only", "READ-ONLY");
    mail::Plan plan = [viewer = selected->viewer, id = selected->id(), among = std::move(among)](
                          mail::Draft& draft
                      ) { return planExpunge(draft, viewer, id, among); };
    const auto mailbox = selected->now();
    const std::size_t deleted = mailbox ? mailbox->record.deleted : 0;
    const auto account = selected->account;
    co_return co_await account->change(std::move(plan), deleted);
}

namespace commands {

namespace {

/// RFC 4315 section 2.1, RFC 9051 section 6.4.9
Result<std::optional<proto::NumberSet>> parseAmong(Call& call)
{
    auto& lexer = call.line.arguments;
    if (!call.line.uid) {
        if (auto valid = proto::parseNoArguments(lexer); !valid)
            return std::unexpected(valid.error());
        return std::nullopt;
    }
    lexer.space();
    const auto set = lexer.sequenceSet("a set of UIDs");
    lexer.end();
    if (auto done = lexer.done(); !done)
        return std::unexpected(done.error());
    const auto* selected = call.session.selected();
    if (set.saved)
        return selected->saved;
    const auto& told = selected->view.told();
    return set.resolve(told.size() == 0 ? 0 : told.at(told.size() - 1).uid.value);
}

} // namespace

// RFC 9051 section 6.4.3 and 6.4.9. The EXPUNGE responses come with what is told after the command.
Task<Result<Reply>> expunge(Call call)
{
    auto& session = call.session;
    auto among = parseAmong(call);
    if (!among)
        co_return std::unexpected(among.error());
    auto done = co_await expungeDeleted(&session, std::move(*among));
    if (!done)
        co_return std::unexpected(done.error());
    co_await session.tell(mail::Expunges::Told);
    Reply reply;
    // RFC 7162 section 3.2.10: with QRESYNC the client learns where it stands.
    if (session.features().qresync && session.mailbox())
        reply.code
            = proto::code::numbered("HIGHESTMODSEQ", session.mailbox()->record.highestModSeq.value);
    co_return reply;
}

} // namespace commands

} // namespace postamt::imap
