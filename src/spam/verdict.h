#pragma once

#include "spam/model.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::spam {

enum class Language {
    German,
    English,
};

/// One of the reasons of a verdict: a rule, or all features of a group together.
struct Reason {
    static constexpr std::size_t maxText = 24; ///< bytes of UTF-8

    Group group = Group::Word;
    RuleId rule = RuleId::Count_; ///< if the group is Rule
    double logOdds = 0; ///< how much it speaks for spam, in tenths; negative: against
    std::string text; ///< what tells most of the group: a host, an address, a word of at least four
                      ///< letters; or empty

    bool operator==(const Reason&) const = default;
};

/// What the filter says of a message, and why.
struct Verdict {
    static constexpr std::size_t maxReasons = 6;
    static constexpr std::size_t maxRecord = 200;

    double logOdds = 0; ///< in tenths, at most 100 either way
    std::vector<Reason> reasons; ///< those that weigh most first

    bool isJunk() const { return logOdds >= junkLogOdds; }

    bool operator==(const Verdict&) const = default;
};

/// Judges a message. Reasons can be told only of a sample with texts; without, they have none.
Verdict verdictOn(const Model& model, const Sample& sample);

/// At most Verdict::maxRecord bytes and maxReasons reasons; those for which there is no room are
/// left out.
std::string encode(const Verdict& verdict);

/// Reads what encode() wrote; nothing if it is none.
std::optional<Verdict> decodeVerdict(std::string_view bytes);

/// A reason as a sentence for people. The text may be the sender's: it stands in quotes and holds
/// no control characters.
std::string sentence(const Reason& reason, Language language);

} // namespace postamt::spam
