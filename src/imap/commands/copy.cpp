#include "imap/proto/copy.h"

#include "imap/commands/commands.h"
#include "imap/commands/messages.h"
#include "imap/naming.h"
#include "imap/session.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace postamt::imap::commands {

namespace {

enum class Way { Copy, Move };

/// What is to be copied, read before the Change: the summaries never change.
struct Source {
    mail::MailboxId mailbox;
    std::vector<mail::Row> rows;
    std::vector<std::string> summaries;
    bool mustBeWhole = false; ///< a message that is gone fails all
};

/// Where the messages went; made anew each time the plan runs.
struct Copied {
    mail::UidValidity uidValidity;
    proto::NumberSet from;
    proto::NumberSet to;
};

Result<> planCopy(
    mail::Draft& draft, const Source& source, const std::string& target, Way way, Copied& copied
)
{
    const auto to = draft.state().mailbox(target);
    if (!to)
        return no("there is no such mailbox", "TRYCREATE");
    const auto from = draft.state().mailbox(source.mailbox);
    if (!from)
        return no("the selected mailbox is gone", "NONEXISTENT");
    copied = {.uidValidity = to->record.uidValidity, .from = {}, .to = {}};
    for (std::size_t i = 0; i < source.rows.size(); ++i) {
        const auto found = draft.row(source.mailbox, source.rows[i].uid);
        if (!found && source.mustBeWhole)
            return no("some messages were expunged by another client", "EXPUNGEISSUED");
        if (!found)
            continue;
        const mail::Row& row = *found;
        // What is moved leaves first: in a full account it takes its own place.
        if (way == Way::Move)
            draft.expunge(source.mailbox, row.uid);
        auto uid = draft.copy(to->id, row, from->record, source.summaries[i]);
        if (!uid)
            return std::unexpected(uid.error());
        copied.from.append(row.uid.value);
        copied.to.append(uid->value);
    }
    return {};
}

Task<Result<Copied>> transfer(Session* session, Source source, std::string target, Way way)
{
    std::vector<mail::Uid> uids;
    for (const auto& row : source.rows)
        uids.push_back(row.uid);
    auto summaries = co_await session->account()->summaries(source.mailbox, std::move(uids));
    if (!summaries)
        co_return std::unexpected(summaries.error());
    source.summaries = std::move(*summaries);
    auto copied = std::make_shared<Copied>();
    const auto messages = source.rows.size();
    mail::Plan plan
        = [source = std::move(source), target = std::move(target), way, copied](mail::Draft& draft
          ) { return planCopy(draft, source, target, way, *copied); };
    auto done = co_await session->account()->change(std::move(plan), messages);
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*copied);
}

/// What both have in common, up to where the messages went.
Task<Result<Copied>> run(Call call, Way way)
{
    auto& session = call.session;
    auto request = proto::parseCopy(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto target = meantMailbox(session, request->mailbox);
    if (!target)
        co_return std::unexpected(target.error());
    const auto* selected = session.selected();
    if (way == Way::Move && selected->readOnly)
        co_return no("the mailbox was opened read-only", "READ-ONLY");
    auto rows = messagesOf(*selected, request->set, call.line.uid);
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto most = session.parts().settings.commandMessages;
    if (auto fits = checkLimit(*rows, most); !fits)
        co_return std::unexpected(fits.error());
    if (!session.account()->state()->mailbox(*target))
        co_return no("there is no such mailbox", "TRYCREATE");
    if (rows->empty())
        co_return Copied();
    Source source{.mailbox = selected->id(), .rows = std::move(*rows), .summaries = {}};
    source.mustBeWhole = way == Way::Copy && !call.line.uid;
    co_return co_await transfer(&session, std::move(source), std::move(*target), way);
}

std::string copyCode(const Copied& copied)
{
    if (copied.to.isEmpty())
        return {};
    return proto::code::copyUid(copied.uidValidity.value, copied.from, copied.to);
}

} // namespace

// RFC 9051 section 6.4.7: all or nothing.
Task<Result<Reply>> copy(Call call)
{
    auto copied = co_await run(std::move(call), Way::Copy);
    if (!copied)
        co_return std::unexpected(copied.error());
    co_return Reply{.code = copyCode(*copied), .text = {}};
}

// RFC 6851, RFC 9051 section 6.4.8: copy and expunge in one Change. COPYUID comes before the
// EXPUNGEs.
Task<Result<Reply>> move(Call call)
{
    auto& session = call.session;
    auto copied = co_await run(std::move(call), Way::Move);
    if (!copied)
        co_return std::unexpected(copied.error());
    const auto code = copyCode(*copied);
    if (!code.empty())
        session.untagged(proto::Condition::Ok, code, "moved");
    co_await session.tell(mail::Expunges::Told);
    Reply reply;
    // RFC 7162 section 3.2.10
    if (session.features().qresync && session.mailbox())
        reply.code
            = proto::code::numbered("HIGHESTMODSEQ", session.mailbox()->record.highestModSeq.value);
    co_return reply;
}

} // namespace postamt::imap::commands
