#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace postamt::fuzz {

/// Changes inputs of sessions as a client could: whole lines are put in, doubled, moved and taken
/// away, words exchanged between lines, and numbers in braces made true. `phrases` are lines of the
/// protocol without line end. The first two bytes of an input are not lines: see playBothWays().
class LineMutator {
public:
    explicit LineMutator(std::span<const std::string_view> phrases) : phrases_(phrases) { }

    /// Another input, of at most `limit` bytes (at least 2).
    std::string mutated(std::string_view input, std::size_t limit, std::uint32_t seed) const;

private:
    std::span<const std::string_view> phrases_;
};

/// What LLVMFuzzerCustomMutator does: a LineMutator's change, libFuzzer's own, or both.
std::size_t mutateLines(
    std::span<const std::string_view> phrases,
    std::uint8_t* data,
    std::size_t size,
    std::size_t limit,
    std::uint32_t seed
);

} // namespace postamt::fuzz
