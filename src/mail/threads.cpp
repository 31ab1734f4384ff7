#include "mail/threads.h"

#include "mail/thread_parents.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace postamt::mail {

namespace {

constexpr auto none = ThreadNode::none;

std::vector<ThreadMember>
membersOf(const Snapshot& rows, const SortKeys& keys, std::span<const Uid> uids)
{
    std::vector<ThreadMember> out;
    out.reserve(uids.size());
    SnapshotCursor row(rows, uids.empty() ? 0 : rows.lowerBound(uids.front()));
    SortKeys::Cursor entry(keys);
    for (const Uid uid : uids) {
        while (!row.atEnd() && row.uid() < uid)
            row.next();
        ThreadMember member;
        member.keys = &entry.at(uid);
        member.arrived = row.atEnd() ? 0 : row.row().internalDate;
        member.sent = member.keys->isDated ? member.keys->sent : member.arrived;
        out.push_back(member);
    }
    return out;
}

/// The members, by date of sending, then as they stand in the mailbox.
std::vector<std::uint32_t> bySending(const std::vector<ThreadMember>& members)
{
    std::vector<std::pair<UnixSeconds, std::uint32_t>> dates;
    dates.reserve(members.size());
    for (std::uint32_t i = 0; i < members.size(); ++i)
        dates.emplace_back(members[i].sent, i);
    std::ranges::sort(dates);
    std::vector<std::uint32_t> out;
    out.reserve(dates.size());
    for (const auto& [date, member] : dates)
        out.push_back(member);
    return out;
}

/// The forest with these roots; siblings in the given order of all members.
ThreadForest forestOf(
    const ThreadParents& parents,
    const std::vector<std::uint32_t>& roots,
    const std::vector<std::uint32_t>& order,
    std::span<const Uid> uids
)
{
    ThreadForest forest;
    forest.nodes.resize(parents.size());
    for (std::size_t i = 0; i < uids.size(); ++i)
        forest.nodes[i].uid = uids[i];
    for (auto child = order.rbegin(); child != order.rend(); ++child) {
        if (const auto parent = parents.of(*child); parent != none) {
            forest.nodes[*child].nextSibling = forest.nodes[parent].firstChild;
            forest.nodes[parent].firstChild = *child;
        }
    }
    for (auto root = roots.rbegin(); root != roots.rend(); ++root) {
        forest.nodes[*root].nextSibling = forest.first;
        forest.first = *root;
    }
    return forest;
}

/// ORDEREDSUBJECT: the first of each subject is the parent of the others.
ThreadParents parentsBySubject(
    const SortKeys& keys,
    const std::vector<ThreadMember>& members,
    const std::vector<std::uint32_t>& order
)
{
    ThreadParents parents(members.size());
    std::vector<std::uint32_t> first(keys.textLimit(), none);
    for (const auto member : order) {
        auto& parent = first[members[member].keys->texts[SortKeys::Subject]];
        if (parent == none)
            parent = member;
        else
            parents.set(member, parent);
    }
    return parents;
}

/// REFS: the roots, that of the newest message last.
std::vector<std::uint32_t> byNewest(
    const ThreadParents& parents,
    const std::vector<ThreadMember>& members,
    const std::vector<std::uint32_t>& order
)
{
    std::vector<std::uint32_t> rootOf(parents.size(), none);
    std::vector<UnixSeconds> newest(parents.size(), std::numeric_limits<UnixSeconds>::min());
    std::vector<std::uint32_t> path;
    for (const auto member : order) {
        auto root = member;
        path.clear();
        while (rootOf[root] == none && parents.of(root) != none) {
            path.push_back(root);
            root = parents.of(root);
        }
        root = rootOf[root] == none ? root : rootOf[root];
        for (const auto below : path)
            rootOf[below] = root;
        newest[root] = std::max(newest[root], members[member].arrived);
    }
    auto roots = parents.roots(order);
    std::ranges::stable_sort(roots, {}, [&](std::uint32_t root) { return newest[root]; });
    return roots;
}

} // namespace

ThreadForest threadsOf(
    const Snapshot& rows, SortKeys& keys, std::span<const Uid> uids, ThreadAlgorithm algorithm
)
{
    const auto members = membersOf(rows, keys, uids);
    const auto order = bySending(members);
    if (algorithm == ThreadAlgorithm::OrderedSubject) {
        const auto parents = parentsBySubject(keys, members, order);
        return forestOf(parents, parents.roots(order), order, uids);
    }
    auto parents = parentsByReference(keys, members);
    if (algorithm == ThreadAlgorithm::Refs)
        return forestOf(parents, byNewest(parents, members, order), order, uids);
    mergeSubjects(keys, members, order, parents);
    return forestOf(parents, parents.roots(order), order, uids);
}

Task<Result<ThreadForest>> thread(
    SortKeyCache* cache,
    std::shared_ptr<Account> account,
    CollatedMailbox mailbox,
    SnapshotRef rows,
    std::vector<Uid> uids,
    ThreadAlgorithm algorithm,
    ProgressReport progress
)
{
    const auto found = std::make_shared<const std::vector<Uid>>(std::move(uids));
    const auto loaded
        = co_await loadSortKeys(cache, account, mailbox, rows->size(), found, std::move(progress));
    if (!loaded)
        co_return std::unexpected(loaded.error());
    auto out = std::make_shared<ThreadForest>();
    Account::Read work = [=, shared = *loaded](store::Engine&) -> Result<> {
        const std::lock_guard lock(shared->mutex);
        *out = threadsOf(*rows, shared->keys, *found, algorithm);
        return {};
    };
    const auto done = co_await account->read(std::move(work));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*out);
}

} // namespace postamt::mail
