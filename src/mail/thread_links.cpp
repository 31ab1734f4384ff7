#include "mail/thread_links.h"

#include <numeric>

namespace postamt::mail {

ThreadLinks::ThreadLinks(std::uint32_t size) : parents_(size, none), trees_(size)
{
    std::iota(trees_.begin(), trees_.end(), 0U);
}

std::uint32_t ThreadLinks::treeOf(std::uint32_t member)
{
    while (trees_[member] != member) {
        trees_[member] = trees_[trees_[member]];
        member = trees_[member];
    }
    return member;
}

void ThreadLinks::link(std::uint32_t child, std::uint32_t parent)
{
    // A child without a parent is the root of its tree: in its own tree every parent is below it.
    if (parents_[child] != none)
        return;
    const auto tree = treeOf(parent);
    if (treeOf(child) == tree)
        return;
    parents_[child] = parent;
    trees_[treeOf(child)] = tree;
}

} // namespace postamt::mail
