#include "imap/proto/copy.h"

#include "imap/commands/commands.h"
#include "imap/commands/messages.h"
#include "imap/flags.h"
#include "imap/session.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace postamt::imap::commands {

namespace {

enum class Way { Copy, Move };

/// What a MOVE needs of the mailbox that it takes from: as STORE of \Deleted and EXPUNGE.
constexpr mail::Rights leaving = mail::Right::DeleteMessages | mail::Right::Expunge;

/// What is to be copied, read before the Change: the summaries never change.
struct Source {
    std::shared_ptr<mail::Account> account;
    mail::Viewer viewer;
    mail::MailboxId mailbox;
    std::vector<mail::Row> rows;
    std::vector<std::string> summaries;
    Way way = Way::Copy;
    bool mustBeWhole = false; ///< a message that is gone fails all

    mail::Rights needed() const { return way == Way::Move ? leaving : mail::Rights(); }
};

/// Where the messages went; made anew each time the plan runs.
struct Copied {
    mail::UidValidity uidValidity;
    proto::NumberSet from;
    proto::NumberSet to;
};

/// The row of a message as it is, now about to be copied; nothing if it is gone.
using TakeRow = std::function<std::optional<mail::Row>(mail::Uid)>;

/// Copies the messages into a mailbox of the Draft. The flags that the user has no right to set
/// there stay behind (RFC 4314 section 4).
Result<> copyAll(
    mail::Draft& draft,
    const Source& source,
    const mail::MailboxRecord& from,
    const TakeRow& take,
    const Place& target,
    Copied& copied
)
{
    const auto& state = draft.state();
    const auto to = reach(state, target.viewer, target.name, mail::Right::Insert, "TRYCREATE");
    if (!to)
        return std::unexpected(to.error());
    const auto id = (*to)->id;
    const auto rights = state.rights(id, target.viewer);
    copied = {.uidValidity = (*to)->record.uidValidity, .from = {}, .to = {}};
    for (std::size_t i = 0; i < source.rows.size(); ++i) {
        const auto found = take(source.rows[i].uid);
        if (!found && source.mustBeWhole)
            return no("some messages were expunged by another client", "EXPUNGEISSUED");
        if (!found)
            continue;
        const auto uid
            = draft.copy(id, withPermittedFlags(*found, rights), from, source.summaries[i]);
        if (!uid)
            return std::unexpected(uid.error());
        copied.from.append(found->uid.value);
        copied.to.append(uid->value);
    }
    return {};
}

/// Takes out what was moved.
Result<> takeOut(mail::Draft& draft, const Source& source, const Copied& copied)
{
    if (auto may = reach(draft.state(), source.viewer, source.mailbox, leaving); !may)
        return std::unexpected(may.error());
    for (const auto& range : copied.from.ranges()) {
        for (auto uid = range.first;; ++uid) {
            draft.expunge(source.mailbox, mail::Uid(uid));
            if (uid == range.last)
                break;
        }
    }
    return {};
}

Result<> planCopy(mail::Draft& draft, const Source& source, const Place& target, Copied& copied)
{
    const auto from = reach(draft.state(), source.viewer, source.mailbox, source.needed());
    if (!from)
        return std::unexpected(from.error());
    // What is moved leaves first: in a full account it takes its own place.
    const TakeRow take = [&](mail::Uid uid) {
        auto row = draft.row(source.mailbox, uid);
        if (row && source.way == Way::Move)
            draft.expunge(source.mailbox, uid);
        return row;
    };
    const auto record = (*from)->record; // the Draft may make it anew
    return copyAll(draft, source, record, take, target, copied);
}

/// Between two accounts: the messages as they are now go into the other, and only when they are
/// there do those that are moved leave the first. Who is killed in between has them twice.
Task<Result<Copied>> transfer(std::shared_ptr<const Source> source, Place target)
{
    const auto state = source->account->state();
    const auto from = reach(*state, source->viewer, source->mailbox, source->needed());
    if (!from)
        co_return std::unexpected(from.error());
    auto copied = std::make_shared<Copied>();
    const auto messages = source->rows.size();
    const auto account = target.account;
    mail::Plan arrive
        = [source, from = *from, target = std::move(target), copied](mail::Draft& draft) {
              const TakeRow take = [&](mail::Uid uid) -> std::optional<mail::Row> {
                  auto row = from->rows ? from->rows->find(uid) : std::nullopt;
                  // what the service remembers of it is of the first account
                  if (row)
                      row->service = static_cast<std::uint16_t>(
                          row->service & static_cast<std::uint16_t>(mail::ServiceBit::CrlfLines)
                      );
                  return row;
              };
              return copyAll(draft, *source, from->record, take, target, *copied);
          };
    auto done = co_await account->change(std::move(arrive), messages);
    if (done && source->way == Way::Move) {
        mail::Plan leave
            = [source, copied](mail::Draft& draft) { return takeOut(draft, *source, *copied); };
        done = co_await source->account->change(std::move(leave), messages);
    }
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*copied);
}

Task<Result<Copied>> carryOut(Source read, Place target)
{
    std::vector<mail::Uid> uids;
    for (const auto& row : read.rows)
        uids.push_back(row.uid);
    auto summaries = co_await read.account->summaries(read.mailbox, std::move(uids));
    if (!summaries)
        co_return std::unexpected(summaries.error());
    read.summaries = std::move(*summaries);
    const auto source = std::make_shared<const Source>(std::move(read));
    if (target.account != source->account)
        co_return co_await transfer(source, std::move(target));
    auto copied = std::make_shared<Copied>();
    mail::Plan plan = [source, target = std::move(target), copied](mail::Draft& draft) {
        return planCopy(draft, *source, target, *copied);
    };
    auto done = co_await source->account->change(std::move(plan), source->rows.size());
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
    auto target = co_await placeOf(&session, request->mailbox);
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
    const auto reached = reach(
        *target->account->state(), target->viewer, target->name, mail::Right::Insert, "TRYCREATE"
    );
    if (!reached)
        co_return std::unexpected(reached.error());
    if (rows->empty())
        co_return Copied();
    Source source;
    source.account = selected->account;
    source.viewer = selected->viewer;
    source.mailbox = selected->id();
    source.rows = std::move(*rows);
    source.way = way;
    source.mustBeWhole = way == Way::Copy && !call.line.uid;
    co_return co_await carryOut(std::move(source), std::move(*target));
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

// RFC 6851, RFC 9051 section 6.4.8: copy and expunge in one Change, within one account. COPYUID
// comes before the EXPUNGEs.
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
