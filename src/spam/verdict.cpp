#include "spam/verdict.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <tuple>

namespace postamt::spam {

namespace {

constexpr double mostLogOdds = 100;
constexpr double leastReason = 0.1; // what weighs less is no reason

std::int64_t tenths(double logOdds)
{
    return std::llround(std::clamp(logOdds, -mostLogOdds, mostLogOdds) * 10);
}

/// In tenths, as it is stored.
double rounded(double logOdds)
{
    return static_cast<double>(tenths(logOdds)) / 10;
}

/// A feature's text without its name, as far as people may see it: short, well-formed, on one line;
/// of words only what has four letters.
std::string shown(Group group, std::string_view text)
{
    text.remove_prefix(std::min(text.size(), text.find(':') + 1));
    const bool isWord = group == Group::Word || group == Group::Subject;
    const bool isShown
        = isWord || group == Group::Sender || group == Group::Link || group == Group::Route;
    std::string out = text::repaired(text);
    const bool isPlain = std::ranges::none_of(out, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (!isShown || !isPlain || out.size() > Reason::maxText || (isWord && out.size() < 4))
        return {};
    return out;
}

class Groups {
public:
    Groups(const Model& model, const Sample& sample)
        : sample_(sample), shares_(model.shares(sample))
    {
    }

    std::vector<Reason> reasons(double runs)
    {
        std::vector<Reason> out = ofRules();
        std::array<double, groupCount> sums{};
        for (std::size_t i = 0; i < shares_.size(); ++i)
            sums.at(static_cast<std::size_t>(sample_.tokens[i].group)) += shares_[i];
        sums.at(static_cast<std::size_t>(Group::Bytes)) = runs;
        for (std::size_t i = 0; i < groupCount; ++i) {
            const auto group = static_cast<Group>(i);
            if (group != Group::Rule)
                out.push_back(
                    {group, RuleId::Count_, rounded(sums.at(i)), strongest(group, sums.at(i) > 0)}
                );
        }
        std::erase_if(out, [](const Reason& reason) {
            return std::abs(reason.logOdds) < leastReason;
        });
        std::ranges::sort(out, {}, [](const Reason& reason) {
            return std::tuple(-std::abs(reason.logOdds), reason.group, reason.rule);
        });
        out.resize(std::min(out.size(), Verdict::maxReasons));
        return out;
    }

private:
    /// The tokens of the rules stand first, in the order of the rules (sampleOf).
    std::vector<Reason> ofRules() const
    {
        std::vector<Reason> out;
        for (std::size_t i = 0; i < sample_.rules.size(); ++i) {
            const bool isLearnt
                = i < sample_.tokens.size() && sample_.tokens[i].group == Group::Rule;
            const double share = Model::prior(sample_.rules[i]) + (isLearnt ? shares_[i] : 0);
            out.push_back({Group::Rule, sample_.rules[i], rounded(share), {}});
        }
        return out;
    }

    std::string strongest(Group group, bool isForSpam) const
    {
        std::string out;
        double most = 0;
        for (std::size_t i = 0; i < sample_.texts.size() && i < shares_.size(); ++i) {
            const double share = isForSpam ? shares_[i] : -shares_[i];
            if (sample_.tokens[i].group != group || share <= most)
                continue;
            if (std::string text = shown(group, sample_.texts[i].text); !text.empty()) {
                most = share;
                out = std::move(text);
            }
        }
        return out;
    }

    const Sample& sample_;
    std::vector<double> shares_;
};

struct Sentence {
    Group group;
    std::string_view german;
    std::string_view english;
};

constexpr std::array sentences{
    Sentence{Group::Sender,  "Der Absender",             "The sender"                  },
    Sentence{Group::Route,   "Der Weg der Nachricht",    "The message's way"           },
    Sentence{Group::Header,  "Die Form der Kopfzeilen",  "The form of the header"      },
    Sentence{Group::Subject, "Der Betreff",              "The subject"                 },
    Sentence{Group::Link,    "Die Links",                "The links"                   },
    Sentence{Group::Markup,  "Die Gestaltung",           "The layout"                  },
    Sentence{Group::Word,    "Die Wörter",               "The words"                   },
    Sentence{Group::Bytes,   "Der Anfang der Nachricht", "The beginning of the message"},
};

bool isPlural(Group group)
{
    return group == Group::Link || group == Group::Word;
}

} // namespace

Verdict verdictOn(const Model& model, const Sample& sample)
{
    const Score score = model.score(sample);
    const double withoutRuns = Score{score.prior, score.tokens, 0}.logOdds();
    return {rounded(score.logOdds()), Groups(model, sample).reasons(score.logOdds() - withoutRuns)};
}

std::string encode(const Verdict& verdict)
{
    RecordWriter head;
    head.signedNumber(tenths(verdict.logOdds));
    std::string out = head.take();
    for (const Reason& reason : verdict.reasons | std::views::take(Verdict::maxReasons)) {
        RecordWriter writer;
        writer.number(static_cast<std::uint64_t>(reason.group));
        writer.number(static_cast<std::uint64_t>(reason.rule));
        writer.signedNumber(tenths(reason.logOdds));
        writer.string(reason.text);
        const std::string record = writer.take();
        if (out.size() + record.size() <= Verdict::maxRecord)
            out += record;
    }
    return out;
}

std::optional<Verdict> decodeVerdict(std::string_view bytes)
{
    constexpr auto most = static_cast<std::int64_t>(mostLogOdds * 10);
    if (bytes.size() > Verdict::maxRecord)
        return std::nullopt;
    RecordReader reader(bytes);
    const auto readLogOdds = [&] { return std::clamp(reader.signedNumber(), -most, most); };
    Verdict out;
    out.logOdds = static_cast<double>(readLogOdds()) / 10;
    while (reader.ok() && !reader.atEnd()) {
        Reason reason;
        const auto group = reader.number();
        const auto rule = reader.number();
        reason.logOdds = static_cast<double>(readLogOdds()) / 10;
        reason.text = reader.string();
        const bool isRule = group == static_cast<std::uint64_t>(Group::Rule);
        const auto rules = static_cast<std::uint64_t>(RuleId::Count_);
        if (group >= groupCount || rule > rules || (rule < rules) != isRule
            || reason.text.size() > Reason::maxText || !isUtf8(reason.text)
            || out.reasons.size() >= Verdict::maxReasons)
            return std::nullopt;
        reason.group = static_cast<Group>(group);
        reason.rule = static_cast<RuleId>(rule);
        out.reasons.push_back(std::move(reason));
    }
    if (!reader.ok())
        return std::nullopt;
    return out;
}

std::string sentence(const Reason& reason, Language language)
{
    const bool isGerman = language == Language::German;
    if (reason.group == Group::Rule) {
        const Rule& rule = rules()[static_cast<std::size_t>(reason.rule)];
        return std::string(isGerman ? rule.german : rule.english);
    }
    const auto found = std::ranges::find(sentences, reason.group, &Sentence::group);
    std::string out(isGerman ? found->german : found->english);
    if (!reason.text.empty())
        out.append(isGerman ? " („" : " (\"").append(reason.text).append(isGerman ? "“)" : "\")");
    const bool isForSpam = reason.logOdds > 0;
    if (isGerman)
        out += isPlural(reason.group) ? " gleichen" : " gleicht";
    else
        out += isPlural(reason.group) ? " resemble" : " resembles";
    if (isGerman)
        out += isForSpam ? " unerwünschten Nachrichten." : " erwünschten Nachrichten.";
    else
        out += isForSpam ? " unwanted mail." : " wanted mail.";
    return out;
}

} // namespace postamt::spam
