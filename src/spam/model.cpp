#include "spam/model.h"

#include "base/bytes.h"

#include <algorithm>
#include <cmath>

namespace postamt::spam {

namespace {

constexpr double unit = 1U << 20; // Place::sum
constexpr double squareUnit = 1U << 24; // Place::squares

// How far a weight goes for what it has learnt: rate * sum / sqrt(ease + squares). The ease keeps a
// weight from jumping at the first step; it is of the size of a step of a message of usual length.
constexpr double serviceRate = 0.3;
constexpr double userRate = 0.1;
constexpr double tokenEase = 1e-4;
constexpr double runEase = 3e-5;

constexpr double priorTrust = 0.6; // the priors of the table are bolder than one may add
constexpr double bias = -0.5;

// The sum is of the right order, but too cautious by this: each family learns as if it were alone.
constexpr double sharpness = 1.3;

// Of the errors that we make so many are taken to be told us.
constexpr double objections = 0.3;
constexpr double keptSpamWeight = 2;
constexpr double keptHamWeight = 1;

/// What one of the features of a family counts: so that a long message is no surer than a short
/// one. Very short ones must not move a weight too far.
double scaleOf(std::size_t count)
{
    constexpr std::size_t least = 16;
    return 1 / std::sqrt(static_cast<double>(std::max(count, least)));
}

double learnt(const Place& place, double rate, double ease)
{
    return rate * (place.sum / unit) / std::sqrt(ease + place.squares / squareUnit);
}

double probability(double logOdds)
{
    return 1 / (1 + std::exp(-logOdds));
}

/// The slope of the likelihood of what was seen, at these log-odds. If nobody objected, the message
/// is what we took it for, or it is not and nobody cared: the surer we are that it is another, the
/// less silence says.
double pull(double logOdds, bool isSpam, Evidence evidence)
{
    const double spam = probability(logOdds);
    const double ham = 1 - spam;
    if (evidence == Evidence::Told)
        return isSpam ? ham : -spam;
    if (isSpam)
        return keptSpamWeight * objections * spam * ham / (1 - objections * ham);
    return -keptHamWeight * objections * spam * ham / (1 - objections * spam);
}

Step stepOf(double value)
{
    return std::clamp(static_cast<Step>(std::lround(value * unit)), -maxStep, maxStep);
}

} // namespace

double Score::logOdds() const
{
    return sharpness * (prior + tokens + runs);
}

std::string encode(const Lesson& lesson)
{
    RecordWriter writer;
    writer.number(lesson.rounds.size() << 1 | (lesson.isSpam ? 1U : 0U));
    for (const auto& steps : lesson.rounds) {
        for (const Step step : {steps.tokens, steps.runs})
            writer.signedNumber(step);
    }
    return writer.take();
}

std::optional<Lesson> decodeLesson(std::string_view bytes)
{
    RecordReader reader(bytes);
    Lesson out;
    const std::uint64_t head = reader.number();
    if (head >> 1 > Lesson::maxRounds)
        return std::nullopt;
    out.isSpam = (head & 1) != 0;
    for (std::uint64_t i = 0; i < head >> 1; ++i) {
        Lesson::Steps steps;
        for (Step* step : {&steps.tokens, &steps.runs}) {
            const std::int64_t value = reader.signedNumber();
            if (value > maxStep || value < -maxStep)
                return std::nullopt;
            *step = static_cast<Step>(value);
        }
        out.rounds.push_back(steps);
    }
    if (!reader.complete())
        return std::nullopt;
    return out;
}

double
Model::weight(const Table& table, const Table& users, std::uint32_t number, double ease) const
{
    double out = learnt(table.at(number), serviceRate, ease);
    if (users.size() > 0)
        out += learnt(users.at(number), userRate, ease);
    return out;
}

double Model::prior(RuleId rule)
{
    return sharpness * priorTrust * rules()[static_cast<std::size_t>(rule)].prior;
}

std::vector<double> Model::shares(const Sample& sample) const
{
    const double scale = sharpness * scaleOf(sample.tokens.size());
    std::vector<double> out;
    out.reserve(sample.tokens.size());
    for (const Feature& token : sample.tokens)
        out.push_back(scale * weight(service_.tokens, user_.tokens, token.hash, tokenEase));
    return out;
}

Score Model::score(const Sample& sample) const
{
    Score out;
    out.prior = bias;
    for (const RuleId rule : sample.rules)
        out.prior += prior(rule) / sharpness;
    for (const Feature& token : sample.tokens)
        out.tokens += weight(service_.tokens, user_.tokens, token.hash, tokenEase);
    for (const std::uint32_t run : sample.runs)
        out.runs += weight(service_.runs, user_.runs, run, runEase);
    out.tokens *= scaleOf(sample.tokens.size());
    out.runs *= scaleOf(sample.runs.size());
    return out;
}

bool Model::isFull(const Sample& sample) const
{
    const auto isFullFor = [](const Table& table, std::uint32_t number) {
        return table.size() > 0 && table.at(number).isFull();
    };
    const auto isFullIn = [&](const Weights& weights) {
        return std::ranges::any_of(
                   sample.tokens,
                   [&](const Feature& token) { return isFullFor(weights.tokens, token.hash); }
               )
            || std::ranges::any_of(sample.runs, [&](std::uint32_t run) {
                   return isFullFor(weights.runs, run);
               });
    };
    return isFullIn(service_) || isFullIn(user_);
}

Lesson::Steps
Model::stepsFor(const Sample& sample, const Score& score, bool isSpam, Evidence evidence) const
{
    // The families share the sum, but each learns as if the other said what it says: so neither
    // rests while the other is right.
    const double tokens = pull(score.prior + 2 * score.tokens, isSpam, evidence);
    const double runs = pull(score.prior + 2 * score.runs, isSpam, evidence);
    return {
        stepOf(tokens * scaleOf(sample.tokens.size())),
        stepOf(runs * scaleOf(sample.runs.size())),
    };
}

template <class Change>
void Model::each(const Sample& sample, const Lesson::Steps& steps, const Change& change)
{
    for (Weights* weights : {&service_, &user_}) {
        for (const Feature& token : sample.tokens)
            change(weights->tokens, token.hash, steps.tokens);
        if (weights->runs.size() == 0)
            continue;
        for (const std::uint32_t run : sample.runs)
            change(weights->runs, run, steps.runs);
    }
}

Lesson Model::learn(const Sample& sample, bool isSpam, Evidence evidence)
{
    Lesson lesson{isSpam, {}};
    const std::size_t most = evidence == Evidence::Told ? Lesson::maxRounds : 1;
    while (lesson.rounds.size() < most && !isFull(sample)) {
        const Score now = score(sample);
        if (!lesson.rounds.empty() && now.isJunk() == isSpam)
            break;
        const Lesson::Steps steps = stepsFor(sample, now, isSpam, evidence);
        each(sample, steps, [](Table& table, std::uint32_t number, Step step) {
            table.at(number).add(step);
        });
        lesson.rounds.push_back(steps);
    }
    return lesson;
}

void Model::unlearn(const Sample& sample, const Lesson& lesson)
{
    for (const auto& steps : lesson.rounds)
        each(sample, steps, [](Table& table, std::uint32_t number, Step step) {
            table.at(number).remove(step);
        });
}

} // namespace postamt::spam
