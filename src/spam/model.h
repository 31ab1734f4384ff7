#pragma once

#include "spam/sample.h"
#include "spam/weights.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::spam {

/// From these log-odds on a message goes to Junk: odds of 20 to 1.
constexpr double junkLogOdds = 3;

/// The parts of one sum of log-odds. Positive means spam.
struct Score {
    double prior = 0; ///< the bias and the rules, as they weigh before learning
    double tokens = 0;
    double runs = 0;

    double logOdds() const;

    bool isJunk() const { return logOdds() >= junkLogOdds; }
};

/// How it is known what a message is.
enum class Evidence {
    Told, ///< somebody said so, or what somebody did says so
    Kept, ///< our own verdict, to which nobody has objected so far
};

/// What was changed when a message was learnt: with the message it can be unlearnt. Belongs to the
/// format of what is stored.
struct Lesson {
    struct Steps {
        Step tokens = 0;
        Step runs = 0;

        bool operator==(const Steps&) const = default;
    };

    static constexpr std::size_t maxRounds = 5;

    bool isSpam = false;
    std::vector<Steps> rounds; ///< at most maxRounds; none: nothing was changed

    bool operator==(const Lesson&) const = default;
};

/// At most 41 bytes.
std::string encode(const Lesson& lesson);

/// Reads what encode() wrote; nothing if it is none.
std::optional<Lesson> decodeLesson(std::string_view bytes);

/// A logistic regression that learns message by message (docs/spam.md). The weights of the service
/// and those of the user are added. Holds references only.
class Model {
public:
    Model(Weights& service, Weights& user) : service_(service), user_(user) { }

    Score score(const Sample& sample) const;

    /// What each token adds to the log-odds, in the order of the sample.
    std::vector<double> shares(const Sample& sample) const;

    /// What a rule adds to the log-odds before anything is learnt of it.
    static double prior(RuleId rule);

    /// Learns what a message is. Told: repeated until the verdict is right, at most five times. If
    /// places are full that the message would change, nothing is learnt.
    Lesson learn(const Sample& sample, bool isSpam, Evidence evidence);

    /// Takes away exactly what learn() added. What was learnt since then stays.
    void unlearn(const Sample& sample, const Lesson& lesson);

private:
    double weight(const Table& table, const Table& users, std::uint32_t number, double ease) const;
    bool isFull(const Sample& sample) const;
    Lesson::Steps
    stepsFor(const Sample& sample, const Score& score, bool isSpam, Evidence evidence) const;

    template <class Change>
    void each(const Sample& sample, const Lesson::Steps& steps, const Change& change);

    Weights& service_;
    Weights& user_;
};

} // namespace postamt::spam
