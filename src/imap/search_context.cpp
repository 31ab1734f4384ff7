#include "imap/search_context.h"

#include "imap/commands/messages.h"
#include "imap/commands/search/conditions.h"
#include "imap/commands/search/object_ids.h"
#include "imap/proto/esearch_response.h"
#include "imap/session.h"
#include "mail/search.h"
#include "mail/snapshot_editor.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap {

namespace {

using Uids = std::vector<mail::Uid>;
using Numbers = std::vector<std::uint32_t>;

bool isAmong(const Uids& ascending, mail::Uid uid)
{
    return std::ranges::binary_search(ascending, uid);
}

/// Takes the messages out of a result, and says where they were.
template <class NumberOf>
std::vector<proto::ContextChange>
removeFrom(SearchContext& context, const Uids& gone, const NumberOf& numberOf)
{
    std::vector<proto::ContextChange> changes;
    const bool isSorted = !context.criteria.empty();
    std::uint32_t kept = 0;
    bool inRun = false;
    for (const auto uid : context.uids) {
        const bool leaves = isAmong(gone, uid);
        if (leaves) {
            if (changes.empty() || (isSorted && !inRun))
                changes.push_back({isSorted ? kept + 1 : 0, {}});
            changes.back().numbers.push_back(context.byUid ? uid.value : numberOf(uid));
        } else {
            context.uids[kept++] = uid;
        }
        inRun = leaves;
    }
    context.uids.resize(kept);
    return changes;
}

/// Says where those of a result are that are new in it.
template <class NumberOf>
std::vector<proto::ContextChange>
addedTo(const SearchContext& context, const Uids& fresh, const NumberOf& numberOf)
{
    std::vector<proto::ContextChange> changes;
    const bool isSorted = !context.criteria.empty();
    bool inRun = false;
    for (std::uint32_t i = 0; i < context.uids.size(); ++i) {
        const auto uid = context.uids[i];
        const bool isNew = isAmong(fresh, uid);
        if (isNew) {
            if (changes.empty() || (isSorted && !inRun))
                changes.push_back({isSorted ? i + 1 : 0, {}});
            changes.back().numbers.push_back(context.byUid ? uid.value : numberOf(uid));
        }
        inRun = isNew;
    }
    return changes;
}

void tell(Session& session, const SearchContext& context, proto::EsearchData data)
{
    if (data.removed.empty() && data.added.empty())
        return;
    data.tag = context.tag;
    data.uid = context.byUid;
    auto writer = session.writer();
    proto::formatEsearch(writer, data);
}

/// Those of the messages that the context finds.
Task<Result<Uids>> matching(Session* session, const SearchContext* context, const Uids* touched)
{
    const auto& selected = *session->selected();
    const auto& told = selected.view.told();
    mail::SnapshotEditor rows{mail::Snapshot()};
    for (const auto uid : *touched) {
        if (const auto row = told.find(uid))
            rows.append(*row);
    }
    static const mail::MailboxRecord noRecord;
    const auto mailbox = session->mailbox();
    const auto now = session->parts().clock.seconds();
    auto known = context->program;
    const auto named = co_await findEmailIds(selected.account, selected.id(), &known.keys);
    if (!named)
        co_return std::unexpected(named.error());
    const auto& record = mailbox ? mailbox->record : noRecord;
    auto selector = selectorOf(known, selected, record, now, context->collation);
    if (!selector)
        co_return std::unexpected(selector.error());
    auto shared = std::make_shared<const mail::Selector>(std::move(*selector));
    auto few = rows.finish();
    co_return co_await mail::search(
        selected.account, selected.id(), std::move(few), std::move(shared)
    );
}

/// The result with these messages, in its order.
Task<Result<Uids>> withAdded(Session* session, const SearchContext* context, const Uids* fresh)
{
    Uids all = context->uids;
    all.insert(all.end(), fresh->begin(), fresh->end());
    std::ranges::sort(all);
    if (context->criteria.empty() || fresh->empty())
        co_return fresh->empty() ? context->uids : all;
    const auto& selected = *session->selected();
    mail::ProgressReport unseen;
    co_return co_await mail::sort(
        &session->parts().accounts.sortKeys(),
        selected.account,
        mail::CollatedMailbox(selected.id(), context->collation),
        selected.view.snapshot(),
        std::move(all),
        context->criteria,
        std::move(unseen)
    );
}

/// False if the context cannot be kept up to date any more.
Task<bool> update(Session* session, SearchContext* context, const Uids* touched)
{
    const auto matches = co_await matching(session, context, touched);
    if (!matches)
        co_return false;
    Uids before = context->uids;
    std::ranges::sort(before);
    Uids gone;
    Uids fresh;
    for (const auto uid : *touched) {
        const bool was = isAmong(before, uid);
        const bool is = isAmong(*matches, uid);
        if (was && !is)
            gone.push_back(uid);
        if (is && !was)
            fresh.push_back(uid);
    }
    const auto numberOf = [session](mail::Uid uid) {
        const auto number = session->selected()->view.numberOf(uid);
        return number ? number->value : 0;
    };
    proto::EsearchData data;
    data.removed = removeFrom(*context, gone, numberOf);
    auto all = co_await withAdded(session, context, &fresh);
    if (!all)
        co_return false;
    context->uids = std::move(*all);
    data.added = addedTo(*context, fresh, numberOf);
    tell(*session, *context, std::move(data));
    co_return true;
}

} // namespace

const SearchContext* SearchContexts::find(const std::string& tag) const
{
    const auto found = std::ranges::find(all, tag, &SearchContext::tag);
    return found == all.end() ? nullptr : &*found;
}

proto::SearchRequest withoutNumbers(proto::SearchRequest request, const Selected& selected)
{
    for (auto& key : request.keys) {
        const bool isNumbers = key.type == proto::SearchKeyType::MessageNumbers;
        if (!isNumbers && !(key.type == proto::SearchKeyType::Uid && key.set.saved))
            continue;
        const auto rows = messagesOf(selected, key.set, !isNumbers);
        key.type = proto::SearchKeyType::Uid;
        key.set = {};
        if (!rows)
            continue;
        const auto uids = uidsOf(*rows);
        key.set.ranges.assign(uids.ranges().begin(), uids.ranges().end());
    }
    return request;
}

void refuseUpdates(Session& session, const std::string& tag, std::string_view why)
{
    session.untagged(proto::Condition::No, "NOUPDATE \"" + tag + '"', why);
}

void addContext(Session& session, SearchContext context)
{
    auto& contexts = session.selected()->contexts;
    if (contexts.all.size() == SearchContexts::limit) {
        refuseUpdates(session, context.tag, "too many searches are kept up to date already");
        return;
    }
    contexts.all.push_back(std::move(context));
}

void tellExpungedOfContexts(Session& session, const mail::Updates& updates)
{
    const auto& gone = updates.vanished;
    if (gone.empty())
        return;
    // The number from before all of them: each of EXPUNGE is that after those before it.
    const auto numberOf = [&](mail::Uid uid) {
        const auto place = std::ranges::lower_bound(gone, uid) - gone.begin();
        return updates.expunged[static_cast<std::size_t>(place)].value
            + static_cast<std::uint32_t>(place);
    };
    for (auto& context : session.selected()->contexts.all) {
        proto::EsearchData data;
        data.removed = removeFrom(context, gone, numberOf);
        tell(session, context, std::move(data));
    }
}

Task<> tellTouchedOfContexts(Session* session)
{
    auto& contexts = session->selected()->contexts;
    Uids touched = std::exchange(contexts.touched, {});
    std::ranges::sort(touched);
    const auto doubles = std::ranges::unique(touched);
    touched.erase(doubles.begin(), doubles.end());
    if (touched.empty())
        co_return;
    for (std::size_t i = 0; i < contexts.all.size();) {
        const bool isCurrent = co_await update(session, &contexts.all[i], &touched);
        if (isCurrent) {
            ++i;
            continue;
        }
        refuseUpdates(*session, contexts.all[i].tag, "the messages could not be read");
        contexts.all.erase(contexts.all.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

} // namespace postamt::imap
