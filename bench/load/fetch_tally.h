#pragma once

#include "load/imap_client.h"

#include <string_view>
#include <vector>

namespace postamt::load {

/// Counts FETCH responses: one and only one for each message, each a parenthesis that is closed,
/// each literal as long as it was announced.
class FetchTally {
public:
    explicit FetchTally(std::uint64_t messages) : seen_(messages) { }

    void take(const Untagged& untagged);

    /// Gives up if a message is missing.
    void finish() const;

    std::uint64_t count() const { return count_; }

private:
    std::vector<bool> seen_;
    std::uint64_t count_ = 0;
    std::uint64_t missing_ = 0; // bytes of the literal under way
    bool inFetch_ = false;
};

/// The message number of "* 17 FETCH (...", 0 for another response.
std::uint64_t fetchNumber(std::string_view response);

} // namespace postamt::load
