#include "mail/sort.h"

#include "imap/commands/commands.h"
#include "imap/commands/search/answer.h"
#include "imap/commands/search/finding.h"
#include "imap/proto/sort.h"

#include <utility>

namespace postamt::imap::commands {

namespace {

mail::SortKey keyOf(proto::SortKey key)
{
    switch (key) {
    case proto::SortKey::Arrival:
        return mail::SortKey::Arrival;
    case proto::SortKey::Cc:
        return mail::SortKey::Cc;
    case proto::SortKey::Date:
        return mail::SortKey::Date;
    case proto::SortKey::DisplayFrom:
        return mail::SortKey::DisplayFrom;
    case proto::SortKey::DisplayTo:
        return mail::SortKey::DisplayTo;
    case proto::SortKey::From:
        return mail::SortKey::From;
    case proto::SortKey::Size:
        return mail::SortKey::Size;
    case proto::SortKey::Subject:
        return mail::SortKey::Subject;
    case proto::SortKey::To:
        return mail::SortKey::To;
    }
    return mail::SortKey::Arrival;
}

bool isOfText(mail::SortKey key)
{
    return key != mail::SortKey::Arrival && key != mail::SortKey::Date && key != mail::SortKey::Size;
}

std::vector<mail::SortCriterion>
criteriaOf(const proto::SortRequest& request, const Comparator& comparator)
{
    std::vector<mail::SortCriterion> out;
    for (const auto& criterion : request.criteria) {
        const auto key = keyOf(criterion.key);
        const bool isTurned = comparator.isDescending && isOfText(key);
        out.push_back({key, criterion.isReverse != isTurned});
    }
    return out;
}

} // namespace

// RFC 5256 section 3, SORT=DISPLAY of RFC 5957, ESORT and CONTEXT=SORT of RFC 5267
Task<Result<Reply>> sort(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseSort(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (const auto fits = checkCharset(session, request->search); !fits)
        co_return std::unexpected(fits.error());
    SearchAnswer answer;
    answer.tag = call.line.tag;
    answer.byUid = call.line.uid;
    answer.isSorted = true;
    answer.withModSeq = asksForModSeq(request->search);
    answer.returns = returnsOf(request->search.returns, false);
    if (const auto isFree = checkTag(*session.selected(), answer); !isFree)
        co_return std::unexpected(isFree.error());
    auto progress = session.progressOf(call.line.tag);
    auto found = co_await find(&session, &request->search, progress);
    if (!found)
        co_return searchFailed(*session.selected(), answer.returns, found.error());
    const auto& selected = *session.selected();
    const auto& comparator = session.features().comparator;
    const auto criteria = criteriaOf(*request, comparator);
    const auto uids = co_await mail::sort(
        &session.parts().accounts.sortKeys(),
        selected.account,
        mail::CollatedMailbox(selected.id(), comparator.collation),
        selected.view.snapshot(),
        std::move(*found),
        criteria,
        std::move(progress)
    );
    if (!uids)
        co_return searchFailed(*session.selected(), answer.returns, uids.error());
    auto program = programToKeep(selected, answer, request->search);
    tellFound(session, *session.selected(), answer, *uids);
    keepUpdated(session, answer, std::move(program), criteria, *uids);
    co_return Reply();
}

} // namespace postamt::imap::commands
