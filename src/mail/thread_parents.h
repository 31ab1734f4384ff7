#pragma once

#include "mail/sort_keys.h"
#include "mail/threads.h"

#include <cstdint>
#include <vector>

namespace postamt::mail {

/// A message that is threaded; others call it by its place among them.
struct ThreadMember {
    UnixSeconds sent = 0;
    UnixSeconds arrived = 0;
    const SortKeys::Entry* keys = nullptr;
};

/// Threads while they are made: for each message and each missing one its parent. A missing one has
/// no parent; all messages below it are real.
class ThreadParents {
public:
    explicit ThreadParents(std::size_t members)
        : members_(members), parents_(members, ThreadNode::none)
    {
    }

    bool isMissing(std::uint32_t node) const { return node >= members_; }

    std::uint32_t of(std::uint32_t node) const { return parents_[node]; }

    void set(std::uint32_t node, std::uint32_t parent) { parents_[node] = parent; }

    std::uint32_t addMissing()
    {
        parents_.push_back(ThreadNode::none);
        return static_cast<std::uint32_t>(parents_.size() - 1);
    }

    std::size_t size() const { return parents_.size(); }

    /// The roots in the order of their first message.
    std::vector<std::uint32_t> roots(const std::vector<std::uint32_t>& order) const
    {
        std::vector<std::uint32_t> out;
        std::vector<bool> isListed(parents_.size() - members_);
        for (const auto member : order) {
            const auto parent = parents_[member];
            if (parent == ThreadNode::none) {
                out.push_back(member);
            } else if (isMissing(parent) && !isListed[parent - members_]) {
                isListed[parent - members_] = true;
                out.push_back(parent);
            }
        }
        return out;
    }

private:
    std::size_t members_;
    std::vector<std::uint32_t> parents_;
};

/// Who answers whom by References, In-Reply-To and Message-ID: steps 1 to 3 of REFERENCES (RFC 5256
/// section 3). Messages that are missing are left out, but for a root that holds several together.
ThreadParents parentsByReference(const SortKeys& keys, const std::vector<ThreadMember>& members);

/// Joins threads of the same subject: step 5 of REFERENCES. `order` has the members by date of
/// sending.
void mergeSubjects(
    const SortKeys& keys,
    const std::vector<ThreadMember>& members,
    const std::vector<std::uint32_t>& order,
    ThreadParents& parents
);

} // namespace postamt::mail
