#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace postamt::mail {

/// Who answers whom, while References are read (RFC 5256 section 3, step 1): a forest in which each
/// has at most one parent. A link that would make a loop is not made; to know that takes nearly
/// constant time, since links are never taken back.
class ThreadLinks {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    /// That many members, all without a parent.
    explicit ThreadLinks(std::uint32_t size);

    /// Makes `child` a child of `parent`, unless it has a parent or a loop would come of it.
    void link(std::uint32_t child, std::uint32_t parent);

    std::uint32_t parentOf(std::uint32_t member) const { return parents_[member]; }

private:
    std::uint32_t treeOf(std::uint32_t member);

    std::vector<std::uint32_t> parents_;
    std::vector<std::uint32_t> trees_; ///< union-find
};

} // namespace postamt::mail
