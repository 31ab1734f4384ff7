#include "imap/proto/multisearch.h"

#include "imap/commands/commands.h"
#include "imap/commands/search/answer.h"
#include "imap/commands/search/conditions.h"
#include "imap/commands/search/finding.h"
#include "imap/commands/search/object_ids.h"
#include "imap/commands/search/sources.h"
#include "imap/place.h"
#include "imap/sight.h"
#include "mail/search.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

using proto::MailboxFilterType;

/// True if nothing but the selected mailbox is to be searched.
bool isSelectedOnly(const proto::MultisearchRequest& request)
{
    return std::ranges::all_of(request.sources, [](const proto::MailboxFilter& source) {
        return source.type == MailboxFilterType::Selected
            || source.type == MailboxFilterType::SelectedDelayed;
    });
}

/// What has a meaning only in the selected mailbox must not be asked of others (RFC 7377 section
/// 2).
Result<> permitted(Session& session, const proto::MultisearchRequest& request)
{
    if (session.features().utf8 && !request.search.charset.empty())
        return bad("expected no CHARSET after ENABLE UTF8=ACCEPT");
    if (isSelectedOnly(request))
        return session.state() == State::Selected ? Result<>() : bad("no mailbox is selected");
    if (request.search.returns && request.search.returns->save)
        return bad("SAVE is for a search in the selected mailbox alone");
    const bool speaksOfNumbers
        = std::ranges::any_of(request.search.keys, [](const proto::SearchKey& key) {
              return key.type == proto::SearchKeyType::MessageNumbers || key.set.saved;
          });
    if (speaksOfNumbers)
        return bad("message numbers and $ are for a search in the selected mailbox alone");
    return {};
}

/// Searches one mailbox that need not be selected: that of `scratch`.
Task<Result<>> searchIn(
    Session* session,
    const proto::SearchRequest* request,
    SearchAnswer answer,
    Selected scratch,
    mail::MailboxId id,
    mail::ProgressReport progress
)
{
    auto open = co_await scratch.account->open(id);
    if (!open && open.error().fault == Fault::No) // it was deleted meanwhile
        co_return Result<>();
    if (!open)
        co_return std::unexpected(open.error());
    scratch.open = *open;
    const auto now = scratch.now();
    if (!now) // deleted, or not to be read any more
        co_return Result<>();
    scratch.view = mail::View(now->rows);
    const auto time = session->parts().clock.seconds();
    auto known = *request;
    const auto named = co_await findEmailIds(scratch.account, id, &known.keys);
    if (!named)
        co_return std::unexpected(named.error());
    const auto collation = session->features().comparator.collation;
    auto selector = selectorOf(known, scratch, now->record, time, collation);
    if (!selector)
        co_return std::unexpected(selector.error());
    auto shared = std::make_shared<const mail::Selector>(std::move(*selector));
    const auto uids = co_await mail::search(
        scratch.account, id, now->rows, std::move(shared), std::move(progress)
    );
    if (!uids)
        co_return std::unexpected(uids.error());
    answer.mailbox = scratch.prefix + now->record.name;
    answer.uidValidity = now->record.uidValidity.value;
    if (!uids->empty())
        tellFound(*session, scratch, answer, *uids);
    co_return Result<>();
}

/// A mailbox of what the user sees, as if it was to be selected.
Selected scratchOf(const Session& session, const Sight& sight, mail::MailboxId id)
{
    Selected scratch;
    scratch.account = session.account();
    if (const auto* origin = sight.originOf(id)) {
        scratch.account = origin->account;
        scratch.viewer = mail::Viewer(session.account()->id());
        scratch.prefix = origin->prefix;
    }
    return scratch;
}

/// By which number the selected mailbox is among what the user sees.
std::optional<mail::MailboxId> selectedIn(Session& session)
{
    const auto* selected = session.selected();
    if (selected == nullptr)
        return std::nullopt;
    if (selected->viewer.isOwner())
        return selected->id();
    return session.otherMailboxIds().of(selected->account->id(), selected->id());
}

/// One mailbox after the other.
Task<Result<>>
searchAll(Session* session, const proto::MultisearchRequest* request, SearchAnswer answer)
{
    const auto sight = co_await sightOf(session);
    if (!sight)
        co_return std::unexpected(sight.error());
    const auto mailboxes = mailboxesOf(*sight->state, request->sources, selectedIn(*session));
    std::uint64_t total = 0;
    for (const auto& mailbox : mailboxes)
        total += mailbox->record.messages;
    const auto report = session->progressOf(answer.tag);
    std::uint64_t before = 0;
    for (const auto& mailbox : mailboxes) {
        const bool goesOn = co_await report(before, total);
        if (!goesOn)
            co_return std::unexpected(mail::givenUp());
        mail::ProgressReport progress = [report, before, total](std::uint64_t done, std::uint64_t) {
            return report(before + done, total);
        };
        const auto* origin = sight->originOf(mailbox->id);
        const auto id = origin == nullptr ? mailbox->id : origin->id;
        auto scratch = scratchOf(*session, *sight, mailbox->id);
        const auto searched = co_await searchIn(
            session, &request->search, answer, std::move(scratch), id, std::move(progress)
        );
        if (!searched)
            co_return std::unexpected(searched.error());
        before += mailbox->record.messages;
        const bool sent = co_await session->flush(Session::flushSize);
        if (!sent)
            co_return std::unexpected(mail::givenUp());
    }
    co_return Result<>();
}

/// The selected mailbox as the session knows it.
Task<Result<>>
searchSelected(Session* session, const proto::MultisearchRequest* request, SearchAnswer answer)
{
    auto& selected = *session->selected();
    if (const auto isFree = checkTag(selected, answer); !isFree)
        co_return std::unexpected(isFree.error());
    auto progress = session->progressOf(answer.tag);
    const auto uids = co_await find(session, &request->search, std::move(progress));
    if (!uids)
        co_return searchFailed(selected, answer.returns, uids.error());
    auto program = programToKeep(selected, answer, request->search);
    if (const auto mailbox = session->mailbox()) {
        answer.mailbox = selected.prefix + mailbox->record.name;
        answer.uidValidity = mailbox->record.uidValidity.value;
    }
    if (uids->empty())
        saveFound(selected, answer, *uids);
    else
        tellFound(*session, selected, answer, *uids);
    keepUpdated(*session, answer, std::move(program), {}, *uids);
    co_return Result<>();
}

} // namespace

// RFC 7377. Mailboxes in which nothing is found are not told of.
Task<Result<Reply>> multisearch(Call call)
{
    auto& session = call.session;
    auto request = proto::parseMultisearch(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    for (auto& source : request->sources) {
        for (auto& name : source.mailboxes) {
            const auto place = co_await placeOf(&session, name);
            if (place)
                name = place->shownName();
            else if (place.error().fault != Fault::No) // what cannot be a name is left out
                co_return std::unexpected(place.error());
        }
    }
    if (const auto may = permitted(session, *request); !may)
        co_return std::unexpected(may.error());
    SearchAnswer answer;
    answer.tag = call.line.tag;
    answer.byUid = true;
    answer.withModSeq = asksForModSeq(request->search);
    answer.returns = returnsOf(request->search.returns, true);
    Result<> done;
    if (isSelectedOnly(*request)) {
        auto searched = co_await searchSelected(&session, &*request, answer);
        done = std::move(searched);
    } else {
        auto searched = co_await searchAll(&session, &*request, answer);
        done = std::move(searched);
        if (answer.returns->update)
            refuseUpdates(session, answer.tag, "only the selected mailbox is kept up to date");
    }
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace postamt::imap::commands
