#include "imap/commands/search/answer.h"

#include "imap/proto/esearch_response.h"
#include "imap/proto/sort.h"

#include <algorithm>
#include <utility>

namespace postamt::imap {

namespace {

using Uids = std::vector<mail::Uid>;

/// Message numbers or UIDs, in the order of the messages.
std::vector<std::uint32_t> numbersOf(const mail::Snapshot& told, const Uids& uids, bool byUid)
{
    std::vector<std::uint32_t> out;
    out.reserve(uids.size());
    mail::SnapshotCursor at(told);
    for (const auto uid : uids) {
        if (byUid) {
            out.push_back(uid.value);
            continue;
        }
        if (!at.atEnd() && at.uid() < uid)
            at.next();
        if (at.atEnd() || at.uid() != uid)
            at = mail::SnapshotCursor(told, told.lowerBound(uid));
        out.push_back(at.place() + 1);
    }
    return out;
}

/// The messages that SAVE and MODSEQ speak of: all, unless only some are asked for (RFC 5182
/// section 2.1, RFC 9394 section 3.2).
Uids meantBy(const std::optional<proto::SearchReturn>& returns, const Uids& uids)
{
    const bool some = returns && (returns->partial || returns->min || returns->max) && !returns->all
        && (returns->partial || !returns->count);
    if (!some)
        return uids;
    Uids out;
    if (returns->partial) {
        const auto places = returns->partial->within(uids.size());
        for (auto i = places.begin; i < places.end; ++i)
            out.push_back(uids[i]);
    }
    if (returns->min && !returns->count && !uids.empty())
        out.push_back(uids.front());
    if (returns->max && !returns->count && !uids.empty())
        out.push_back(uids.back());
    return out;
}

proto::NumberSet setOf(const Uids& uids)
{
    std::vector<proto::NumberRange> ranges;
    ranges.reserve(uids.size());
    for (const auto uid : uids)
        ranges.push_back({uid.value, uid.value});
    return proto::NumberSet(std::move(ranges));
}

/// The highest modseq of the messages.
std::uint64_t highestModSeq(const mail::Snapshot& told, const Uids& uids)
{
    std::uint64_t highest = 0;
    for (const auto uid : uids) {
        if (const auto row = told.find(uid))
            highest = std::max(highest, row->modSeq.value);
    }
    return highest;
}

void tellExtended(
    Session& session,
    const SearchAnswer& answer,
    const std::vector<std::uint32_t>& numbers,
    std::optional<std::uint64_t> modSeq
)
{
    const auto& returns = *answer.returns;
    proto::EsearchData data;
    data.tag = answer.tag;
    data.mailbox = answer.mailbox;
    data.uidValidity = answer.uidValidity;
    data.uid = answer.byUid;
    if (returns.count)
        data.count = numbers.size();
    if (!numbers.empty()) {
        if (returns.min)
            data.min = numbers.front();
        if (returns.max)
            data.max = numbers.back();
        if (returns.all)
            data.all = numbers;
    }
    if (returns.partial) {
        const auto places = returns.partial->within(numbers.size());
        const auto begin = numbers.begin();
        data.partial = returns.partial;
        data.partialNumbers.assign(
            begin + static_cast<std::ptrdiff_t>(places.begin),
            begin + static_cast<std::ptrdiff_t>(places.end)
        );
    }
    data.modSeq = modSeq;
    auto writer = session.writer();
    proto::formatEsearch(writer, data);
}

} // namespace

std::optional<proto::SearchReturn>
returnsOf(const std::optional<proto::SearchReturn>& asked, bool always)
{
    if (!asked && !always)
        return std::nullopt;
    auto returns = asked.value_or(proto::SearchReturn());
    if (!returns.count && !returns.max && !returns.min && !returns.save && !returns.partial)
        returns.all = true;
    return returns;
}

void saveFound(Selected& selected, const SearchAnswer& answer, const Uids& uids)
{
    if (answer.returns && answer.returns->save)
        selected.saved = setOf(meantBy(answer.returns, uids));
}

void tellFound(Session& session, Selected& selected, const SearchAnswer& answer, const Uids& uids)
{
    saveFound(selected, answer, uids);
    const auto& told = selected.view.told();
    const auto& returns = answer.returns;
    const auto meant = answer.withModSeq ? meantBy(returns, uids) : Uids();
    std::optional<std::uint64_t> modSeq;
    if (answer.withModSeq && !meant.empty())
        modSeq = highestModSeq(told, meant);
    const auto tells = [](const proto::SearchReturn& asked) {
        return asked.all || asked.count || asked.max || asked.min || asked.partial;
    };
    if (returns && !tells(*returns))
        return; // SAVE alone
    const auto numbers = numbersOf(told, uids, answer.byUid);
    if (returns) {
        tellExtended(session, answer, numbers, modSeq);
        return;
    }
    auto writer = session.writer();
    if (answer.isSorted)
        proto::formatSortNumbers(writer, numbers, modSeq);
    else
        proto::formatSearchNumbers(writer, numbers, modSeq);
}

Result<> checkTag(const Selected& selected, const SearchAnswer& answer)
{
    if (answer.returns && answer.returns->update && selected.contexts.find(answer.tag) != nullptr)
        return bad("a search of that tag is kept up to date already");
    return {};
}

proto::SearchRequest programToKeep(
    const Selected& selected, const SearchAnswer& answer, const proto::SearchRequest& request
)
{
    const bool isKept = answer.returns && answer.returns->update;
    return isKept ? withoutNumbers(request, selected) : proto::SearchRequest();
}

void keepUpdated(
    Session& session,
    const SearchAnswer& answer,
    proto::SearchRequest program,
    std::vector<mail::SortCriterion> criteria,
    std::vector<mail::Uid> uids
)
{
    if (!answer.returns || !answer.returns->update)
        return;
    SearchContext context;
    context.tag = answer.tag;
    context.byUid = answer.byUid;
    context.program = std::move(program);
    context.criteria = std::move(criteria);
    context.collation = session.features().comparator.collation;
    context.uids = std::move(uids);
    addContext(session, std::move(context));
}

std::unexpected<Error> searchFailed(
    Selected& selected, const std::optional<proto::SearchReturn>& returns, const Error& error
)
{
    if (returns && returns->save && error.fault != Fault::Bad)
        selected.saved = {};
    return std::unexpected(error);
}

} // namespace postamt::imap
