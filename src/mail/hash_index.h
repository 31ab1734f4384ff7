#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace postamt::mail {

/// Finds numbers by the hashes of what they stand for: one array without a node for each of them,
/// so that a search looks at one place of memory. What comes from outside must be hashed under a
/// key (KeyedHash), or somebody fills one stretch of the array.
class HashIndex {
public:
    /// The number that was stored for this hash and that `isIt` accepts; if there is none, `fresh`,
    /// which is stored. Numbers are not 0.
    template <class IsIt>
    std::uint32_t findOrAdd(std::uint64_t hash, std::uint32_t fresh, const IsIt& isIt)
    {
        if (4 * (used_ + 1) > 3 * slots_.size())
            grow();
        Slot* slot = &slots_[hash & mask()];
        while (slot->number != 0) {
            if (slot->hash == hash && isIt(slot->number))
                return slot->number;
            slot = after(slot);
        }
        *slot = {hash, fresh};
        ++used_;
        return fresh;
    }

    /// How many bytes of memory this takes.
    std::size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = 0; ///< 0: nothing is here
    };

    std::size_t mask() const { return slots_.size() - 1; }

    Slot* after(Slot* slot) { return slot == &slots_.back() ? slots_.data() : slot + 1; }

    void grow()
    {
        std::vector<Slot> old(slots_.empty() ? 64 : 2 * slots_.size());
        old.swap(slots_);
        for (const Slot& one : old) {
            if (one.number == 0)
                continue;
            Slot* slot = &slots_[one.hash & mask()];
            while (slot->number != 0)
                slot = after(slot);
            *slot = one;
        }
    }

    std::vector<Slot> slots_; ///< a power of two of them, at most three quarters used
    std::size_t used_ = 0;
};

} // namespace postamt::mail
