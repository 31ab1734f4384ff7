#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::spam {

/// What a feature is about; a verdict's reasons are told by group. Stored as a number in reasons,
/// so never renumber.
enum class Group : std::uint8_t {
    Sender = 0, ///< the addresses and names of who wrote it
    Route = 1, ///< the hosts and networks it came through
    Header = 2, ///< which fields there are and what they hold
    Subject = 3,
    Link = 4, ///< the hosts that links lead to
    Markup = 5, ///< HTML tags and how the parts are built
    Word = 6, ///< words of the text
    Bytes = 7, ///< runs of four bytes of the beginning
    Rule = 8, ///< rules of ours (rules.h)
};

constexpr std::size_t groupCount = 9;

/// One property of a message, of which there are so many that only a number is left of its text.
struct Feature {
    std::uint32_t hash = 0;
    Group group = Group::Word;

    bool operator==(const Feature&) const = default;
};

/// The text of a feature, for people: kept only where a verdict is to be explained.
struct FeatureText {
    std::uint32_t hash = 0;
    std::string text;
};

/// Gathers features, each once, up to a limit for each of the two families (tokens; runs of bytes).
/// The key makes the numbers of one service unlike those of another, so that nobody can look for
/// words that fall together with others.
class FeatureSet {
public:
    static constexpr std::size_t maxTokens = 2'500;
    static constexpr std::size_t maxRuns = 3'000;

    explicit FeatureSet(std::uint64_t key, bool keepsTexts = false);

    /// Adds `name:text`. More than maxTokens are not taken.
    void add(Group group, std::string_view name, std::string_view text);

    /// Adds each run of four bytes of the text. More than maxRuns are not taken.
    void addRuns(std::string_view bytes);

    const std::vector<Feature>& tokens() const { return tokens_; }

    const std::vector<std::uint32_t>& runs() const { return runs_; }

    const std::vector<FeatureText>& texts() const { return texts_; }

    bool isFull() const { return tokens_.size() >= maxTokens; }

private:
    bool isNew(std::uint32_t hash);

    std::uint64_t key_;
    bool keepsTexts_;
    std::vector<Feature> tokens_;
    std::vector<std::uint32_t> runs_;
    std::vector<FeatureText> texts_;
    std::vector<std::uint32_t> seen_; ///< open addressing, 0 is empty
};

/// A number for some bytes under a key. Stored (weights are kept by it), so it never changes.
std::uint64_t hashOf(std::string_view bytes, std::uint64_t key);

} // namespace postamt::spam
