#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap::proto {

/// Message numbers or UIDs from `first` to `last`, both included.
struct NumberRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    bool operator==(const NumberRange&) const = default;
};

/// A set of numbers above zero as ascending ranges that neither overlap nor touch. Ranges may be
/// huge: it costs memory by range, not by number.
class NumberSet {
public:
    NumberSet() = default;

    /// Sorts and joins the ranges; each has 0 < first <= last.
    explicit NumberSet(std::vector<NumberRange> ranges);

    /// Adds a number greater than all in the set.
    void append(std::uint32_t number);

    bool contains(std::uint32_t number) const;

    bool isEmpty() const { return ranges_.empty(); }

    std::span<const NumberRange> ranges() const { return ranges_; }

    /// How many numbers there are.
    std::uint64_t count() const;

    bool operator==(const NumberSet&) const = default;

private:
    std::vector<NumberRange> ranges_;
};

/// A sequence-set as the client wrote it (RFC 9051 section 9): ranges that may name `*`, or `$`
/// (the saved result of a search, RFC 9051 section 6.4.4.1).
struct SequenceSet {
    /// Stands for "*", the greatest number in use. No number of a message is zero.
    static constexpr std::uint32_t star = 0;

    std::vector<NumberRange> ranges; ///< in the order written, either end first
    bool saved = false; ///< `$`; then there are no ranges

    /// The numbers meant in a mailbox whose greatest number is `largest` (0: it is empty, and `*`
    /// is nothing). Numbers above `largest` stay. An empty set for `$`.
    NumberSet resolve(std::uint32_t largest) const;

    bool operator==(const SequenceSet&) const = default;
};

/// A whole sequence-set; nothing if it is none. Zero, and numbers above 32 bits, are none.
std::optional<SequenceSet> parseSequenceSet(std::string_view text);

/// Appends "1:3,5".
void formatNumbers(std::string& out, const NumberSet& set);

/// Appends numbers in their order as "1:3,5"; only what ascends becomes a range.
void formatNumbers(std::string& out, std::span<const std::uint32_t> numbers);

/// Appends the set as parseSequenceSet() reads it.
void formatSequenceSet(std::string& out, const SequenceSet& set);

} // namespace postamt::imap::proto
