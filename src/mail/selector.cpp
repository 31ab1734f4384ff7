#include "mail/selector.h"

#include "base/ascii.h"
#include "mail/object_id.h"
#include "mime/search_text.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

using Answer = std::optional<bool>; // nothing: not known yet
using Known = Selector::Known;
using text::Collation;

constexpr UnixSeconds secondsPerDay = 86400;

std::int64_t dayOf(UnixSeconds seconds)
{
    const auto day = seconds / secondsPerDay;
    return seconds % secondsPerDay < 0 ? day - 1 : day;
}

bool isAmong(Uid uid, const std::vector<std::pair<Uid, Uid>>& ranges)
{
    const auto range
        = std::ranges::lower_bound(ranges, uid, {}, [](const auto& r) { return r.second; });
    return range != ranges.end() && range->first <= uid;
}

/// The text of the summary that stands for a header field, if it is kept there.
std::optional<std::string_view> keptText(const mime::SummaryView& summary, std::string_view name)
{
    const std::pair<std::string_view, std::string_view> kept[] = {
        {"subject", summary.subject()},
        {"from",    summary.from()   },
        {"to",      summary.to()     },
        {"cc",      summary.cc()     },
        {"bcc",     summary.bcc()    },
    };
    for (const auto& [field, text] : kept) {
        if (equalsIgnoreCase(field, name))
            return text;
    }
    return std::nullopt;
}

Answer headerAnswer(const Condition& condition, const Known& known, Collation collation)
{
    const auto isIn = [&](std::string_view header) {
        return mime::headerContains(header, condition.name, condition.text, collation);
    };
    if (known.header)
        return isIn(*known.header);
    if (known.summary == nullptr)
        return std::nullopt;
    const auto kept = keptText(*known.summary, condition.name);
    if (kept && !kept->empty() && mime::contains(text::searchForm(*kept, collation), condition.text))
        return true;
    // What is not in the kept text may still be in the header: behind the place where a long text
    // was cut, or, unless the envelope is meant, in a comment.
    if (kept && condition.criterion == Criterion::Envelope && !known.summary->isCut())
        return false;
    const std::string names[] = {condition.name};
    const auto mask = mime::keptFieldMask(names);
    const auto fields = mask ? known.summary->headerFields(*mask) : std::nullopt;
    if (!fields)
        return std::nullopt;
    return isIn(*fields);
}

/// Which conditions on texts hold, found in one walk over each text.
class TextMatches {
public:
    TextMatches(const std::vector<Condition>& conditions, const Known& known, Collation collation)
        : conditions_(conditions), found_(conditions.size())
    {
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            if (conditions[i].criterion == Criterion::Text)
                sought_.push_back(i);
        }
        const auto visit = [this](std::string_view text) { return look(text); };
        if (known.header && !sought_.empty())
            mime::visitHeaderTexts(*known.header, visit, collation);
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            if (conditions[i].criterion == Criterion::Body)
                sought_.push_back(i);
        }
        isWhole_ = known.message && known.summary != nullptr;
        if (!isWhole_ || sought_.empty())
            return;
        if (const auto parts = known.summary->parts())
            mime::visitBodyTexts(*known.message, *parts, visit, collation);
    }

    Answer answer(std::size_t condition) const
    {
        return found_[condition] ? Answer(true) : isWhole_ ? Answer(false) : std::nullopt;
    }

private:
    /// Answers whether to go on.
    bool look(std::string_view text)
    {
        std::erase_if(sought_, [&](std::size_t i) {
            found_[i] = mime::contains(text, conditions_[i].text);
            return found_[i];
        });
        return !sought_.empty();
    }

    const std::vector<Condition>& conditions_;
    std::vector<bool> found_;
    std::vector<std::size_t> sought_; ///< not found yet
    bool isWhole_ = false; ///< the whole message is known
};

template <class T>
bool isOnDay(Criterion criterion, T day, T wanted)
{
    switch (criterion) {
    case Criterion::ArrivedBefore:
    case Criterion::SavedBefore:
    case Criterion::SentBefore:
        return day < wanted;
    case Criterion::ArrivedOn:
    case Criterion::SavedOn:
    case Criterion::SentOn:
        return day == wanted;
    default:
        return day >= wanted;
    }
}

Answer sentAnswer(const Condition& condition, const Known& known)
{
    if (known.summary == nullptr)
        return std::nullopt;
    const auto sent = known.summary->sent();
    if (!sent)
        return false;
    return isOnDay(condition.criterion, sent->localDay(), condition.day);
}

Answer leafAnswer(const Condition& condition, const Known& known, Collation collation)
{
    const Row& row = *known.row;
    switch (condition.criterion) {
    case Criterion::All:
    case Criterion::And:
    case Criterion::Or:
    case Criterion::Not:
        return true;
    case Criterion::Uids:
        return isAmong(row.uid, condition.uids);
    case Criterion::Flag:
        return row.flags.has(condition.flag);
    case Criterion::Keywords:
        return condition.keywords != 0 && (row.keywords & condition.keywords) == condition.keywords;
    case Criterion::SinceModSeq:
        return row.modSeq.value >= condition.number;
    case Criterion::LargerThan:
        return row.size > condition.number;
    case Criterion::SmallerThan:
        return row.size < condition.number;
    case Criterion::ArrivedBefore:
    case Criterion::ArrivedOn:
    case Criterion::ArrivedSince:
        return isOnDay(condition.criterion, dayOf(row.internalDate), condition.day);
    case Criterion::ArrivedUntil:
        return row.internalDate <= condition.moment;
    case Criterion::ArrivedFrom:
        return row.internalDate >= condition.moment;
    case Criterion::SavedBefore:
    case Criterion::SavedOn:
    case Criterion::SavedSince:
        return isOnDay(condition.criterion, dayOf(row.saveDate), condition.day);
    case Criterion::SentBefore:
    case Criterion::SentOn:
    case Criterion::SentSince:
        return sentAnswer(condition, known);
    case Criterion::Thread:
        return known.summary == nullptr ? Answer()
                                        : threadObjectId(*known.summary) == condition.text;
    case Criterion::Envelope:
    case Criterion::Header:
        return headerAnswer(condition, known, collation);
    case Criterion::Body:
    case Criterion::Text:
        break; // TextMatches
    }
    return std::nullopt;
}

Stage stageOf(const Condition& condition)
{
    switch (condition.criterion) {
    case Criterion::SentBefore:
    case Criterion::SentOn:
    case Criterion::SentSince:
    case Criterion::Thread:
        return Stage::Summary;
    case Criterion::Envelope: // rarely: where the summary was cut
    case Criterion::Header:
        return Stage::Header;
    case Criterion::Body:
    case Criterion::Text:
        return Stage::Message;
    default:
        return Stage::Row;
    }
}

Answer both(Answer a, Answer b)
{
    if ((a && !*a) || (b && !*b))
        return false;
    return a && b ? Answer(true) : std::nullopt;
}

Answer either(Answer a, Answer b)
{
    if ((a && *a) || (b && *b))
        return true;
    return a && b ? Answer(false) : std::nullopt;
}

} // namespace

Selector::Selector(std::vector<Condition> conditions, Collation collation)
    : conditions_(std::move(conditions)), collation_(collation)
{
    for (const auto& condition : conditions_)
        stage_ = std::max(stage_, stageOf(condition));
}

std::optional<bool> Selector::selects(const Known& known) const
{
    if (conditions_.empty())
        return true;
    std::optional<TextMatches> texts;
    if (stage_ == Stage::Message && known.header)
        texts.emplace(conditions_, known, collation_);
    // From the back, the children of a condition are known before it.
    std::vector<Answer> answers(conditions_.size());
    for (std::size_t i = conditions_.size(); i-- > 0;) {
        const auto& condition = conditions_[i];
        const std::size_t end = i + condition.extent;
        switch (condition.criterion) {
        case Criterion::And:
            answers[i] = true;
            for (std::size_t c = i + 1; c < end; c += conditions_[c].extent)
                answers[i] = both(answers[i], answers[c]);
            break;
        case Criterion::Or:
            answers[i] = false;
            for (std::size_t c = i + 1; c < end; c += conditions_[c].extent)
                answers[i] = either(answers[i], answers[c]);
            break;
        case Criterion::Not:
            if (answers[i + 1])
                answers[i] = !*answers[i + 1];
            break;
        case Criterion::Body:
        case Criterion::Text:
            if (texts)
                answers[i] = texts->answer(i);
            break;
        default:
            answers[i] = leafAnswer(condition, known, collation_);
        }
    }
    return answers.front();
}

} // namespace postamt::mail
