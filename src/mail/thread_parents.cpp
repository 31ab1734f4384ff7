#include "mail/thread_parents.h"

#include "mail/thread_links.h"

#include <utility>

namespace postamt::mail {

namespace {

constexpr auto none = ThreadNode::none;

/// REFERENCES, steps 1 to 3. Places of messages are their ids; behind those are the messages that
/// have none of their own.
class Lineage {
public:
    Lineage(const SortKeys& keys, const std::vector<ThreadMember>& members)
        : members_(members)
        , places_(members.size())
        , memberAt_(keys.idLimit() + members.size(), none)
        , links_(static_cast<std::uint32_t>(memberAt_.size()))
    {
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            const auto id = members[i].keys->messageId;
            const bool isOwn = id != SortKeys::noId && memberAt_[id] == none;
            places_[i] = isOwn ? id : keys.idLimit() + i;
            memberAt_[places_[i]] = i;
        }
        // What a message says of its own parent goes before what others say of it, whatever order
        // they come in (step 1B takes such links apart again, which comes to the same).
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            const auto references = keys.references(*members[i].keys);
            if (!references.empty() && references.back() != SortKeys::noId)
                links_.link(places_[i], references.back());
        }
        for (const auto& member : members) {
            const auto references = keys.references(*member.keys);
            for (std::size_t i = 1; i < references.size(); ++i) {
                if (references[i] != SortKeys::noId && references[i - 1] != SortKeys::noId)
                    links_.link(references[i], references[i - 1]);
            }
        }
    }

    /// Messages that are missing are left out, but for a root that holds several together.
    ThreadParents parents()
    {
        ThreadParents out(members_.size());
        anchors_.assign(memberAt_.size(), none);
        std::vector<std::uint32_t> groups; // for each missing root its first answer, then its node
        std::vector<std::uint32_t> group(memberAt_.size(), none);
        for (std::uint32_t i = 0; i < members_.size(); ++i) {
            const auto parent = links_.parentOf(places_[i]);
            if (parent == ThreadLinks::none)
                continue;
            const auto anchor = anchorOf(parent);
            if (memberAt_[anchor] != none) {
                out.set(i, memberAt_[anchor]);
            } else if (group[anchor] == none) {
                group[anchor] = i; // a single answer stands for itself
            } else {
                if (!out.isMissing(group[anchor])) {
                    const auto first = std::exchange(group[anchor], out.addMissing());
                    out.set(first, group[anchor]);
                }
                out.set(i, group[anchor]);
            }
        }
        return out;
    }

private:
    /// The place itself or the nearest one above it that has a message or no parent.
    std::uint32_t anchorOf(std::uint32_t place)
    {
        path_.clear();
        while (anchors_[place] == none && memberAt_[place] == none
               && links_.parentOf(place) != ThreadLinks::none) {
            path_.push_back(place);
            place = links_.parentOf(place);
        }
        const auto anchor = anchors_[place] == none ? place : anchors_[place];
        for (const auto below : path_)
            anchors_[below] = anchor;
        return anchor;
    }

    const std::vector<ThreadMember>& members_;
    std::vector<std::uint32_t> places_; ///< of each member
    std::vector<std::uint32_t> memberAt_; ///< of each place
    ThreadLinks links_;
    std::vector<std::uint32_t> anchors_;
    std::vector<std::uint32_t> path_;
};

/// REFERENCES, step 5: threads of the same subject become one.
class SubjectMerge {
public:
    SubjectMerge(
        const SortKeys& keys,
        const std::vector<ThreadMember>& members,
        const std::vector<std::uint32_t>& order,
        ThreadParents& parents
    )
        : members_(members), parents_(parents), threads_(keys.textLimit(), none)
    {
        firstAnswers_.assign(parents.size(), none);
        for (const auto member : order) {
            const auto parent = parents.of(member);
            if (parent != none && parents.isMissing(parent) && firstAnswers_[parent] == none)
                firstAnswers_[parent] = member;
        }
    }

    void run(const std::vector<std::uint32_t>& roots)
    {
        for (const auto root : roots)
            choose(root);
        for (const auto root : roots)
            merge(root);
    }

    /// Missing roots that were taken into another, and which.
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& absorbed() const
    {
        return absorbed_;
    }

private:
    std::uint32_t subjectOf(std::uint32_t root) const
    {
        const auto member = parents_.isMissing(root) ? firstAnswers_[root] : root;
        return members_[member].keys->texts[SortKeys::Subject];
    }

    bool isReply(std::uint32_t root) const
    {
        return !parents_.isMissing(root) && members_[root].keys->isReply;
    }

    /// Step 5B: the thread that others of its subject will join.
    void choose(std::uint32_t root)
    {
        const auto subject = subjectOf(root);
        if (subject == 0)
            return;
        auto& chosen = threads_[subject];
        if (chosen == none) {
            chosen = root;
            return;
        }
        if (parents_.isMissing(chosen))
            return;
        if (parents_.isMissing(root) || (isReply(chosen) && !isReply(root)))
            chosen = root;
    }

    /// Step 5C.
    void merge(std::uint32_t root)
    {
        const auto subject = subjectOf(root);
        auto& chosen = threads_[subject];
        if (subject == 0 || chosen == root)
            return;
        if (parents_.isMissing(chosen)) {
            if (parents_.isMissing(root))
                absorbed_.emplace_back(root, chosen);
            else
                parents_.set(root, chosen);
        } else if (isReply(root) && !isReply(chosen)) {
            parents_.set(root, chosen);
        } else {
            const auto both = parents_.addMissing();
            parents_.set(root, both);
            parents_.set(std::exchange(chosen, both), both);
        }
    }

    const std::vector<ThreadMember>& members_;
    ThreadParents& parents_;
    std::vector<std::uint32_t> threads_; ///< by subject
    std::vector<std::uint32_t> firstAnswers_; ///< of missing roots
    std::vector<std::pair<std::uint32_t, std::uint32_t>> absorbed_;
};

} // namespace

ThreadParents parentsByReference(const SortKeys& keys, const std::vector<ThreadMember>& members)
{
    return Lineage(keys, members).parents();
}

void mergeSubjects(
    const SortKeys& keys,
    const std::vector<ThreadMember>& members,
    const std::vector<std::uint32_t>& order,
    ThreadParents& parents
)
{
    SubjectMerge merge(keys, members, order, parents);
    merge.run(parents.roots(order));
    if (merge.absorbed().empty())
        return;
    std::vector<std::uint32_t> into(parents.size(), none);
    for (const auto& [root, other] : merge.absorbed())
        into[root] = other;
    for (const auto member : order) {
        const auto parent = parents.of(member);
        if (parent != none && into[parent] != none)
            parents.set(member, into[parent]);
    }
}

} // namespace postamt::mail
