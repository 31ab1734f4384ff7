#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::spam {

/// One step of learning, in units of 2^-20: how much a message pulled at each of its weights.
using Step = std::int32_t;

/// No step is larger.
constexpr Step maxStep = 1 << 20;

/// What one weight has learnt. Integers, so that adding and taking away again leaves exactly what
/// was there before, in whatever order.
struct Place {
    std::int32_t sum = 0; ///< of the steps, in units of 2^-20
    std::uint32_t squares = 0; ///< of the steps, in units of 2^-24

    /// Adds a step, or takes one away that was added.
    void add(Step step);
    void remove(Step step);

    /// True if more would be too much for the numbers.
    bool isFull() const;

    bool operator==(const Place&) const = default;
};

/// A table of places in which the features' numbers fall.
class Table {
public:
    explicit Table(std::uint32_t size) : places_(size) { }

    std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }

    /// Where a feature's number falls. The table must not be empty.
    const Place& at(std::uint32_t number) const { return places_[indexOf(number)]; }

    Place& at(std::uint32_t number) { return places_[indexOf(number)]; }

    /// How many places were ever learnt.
    std::size_t used() const;

    /// Writes the places, in the shorter of two forms; never more than 8 bytes a place and 16 more.
    std::string encode() const;

    /// Reads what encode() wrote for a table of this size; false if it is damaged.
    bool decode(std::string_view bytes);

    bool operator==(const Table&) const = default;

private:
    std::size_t indexOf(std::uint32_t number) const
    {
        return static_cast<std::size_t>(static_cast<std::uint64_t>(number) * places_.size() >> 32);
    }

    std::vector<Place> places_;
};

/// All that one learner has learnt: the whole service, or one user. Both are added.
struct Weights {
    Table tokens;
    Table runs; ///< empty for a user

    /// Those of a service: less than 8 MB.
    static Weights ofService();

    /// Those of a user: less than 256 KB.
    static Weights ofUser();

    bool operator==(const Weights&) const = default;
};

/// The bytes to keep, with a checksum.
std::string encode(const Weights& weights);

/// Reads what encode() wrote, for a service or a user as `empty` is. What is damaged, of another
/// kind or of a newer format is refused, Internal.
Result<Weights> decodeWeights(std::string_view bytes, Weights empty);

} // namespace postamt::spam
