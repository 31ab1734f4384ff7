#include "mail/selector.h"

#include "base/ascii.h"
#include "mime/search_text.h"
#include "text/fold.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

using Answer = std::optional<bool>; // nothing: not known yet
using Known = Selector::Known;

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

Answer headerAnswer(const Condition& condition, const Known& known)
{
    if (known.header)
        return mime::headerContains(*known.header, condition.name, condition.text);
    if (known.summary == nullptr)
        return std::nullopt;
    const auto kept = keptText(*known.summary, condition.name);
    if (!kept)
        return std::nullopt;
    // What is found in the kept text is in the header. What is not may still stand there: in a
    // comment, or behind the place where a long text was cut.
    if (!condition.text.empty() && mime::contains(text::folded(*kept), condition.text))
        return true;
    return std::nullopt;
}

Answer bodyAnswer(const Condition& condition, const Known& known)
{
    if (!known.message || known.summary == nullptr)
        return std::nullopt;
    const auto parts = known.summary->parts();
    if (!parts)
        return false;
    const auto visit = [&](std::string_view text) { return !mime::contains(text, condition.text); };
    return !mime::visitBodyTexts(*known.message, *parts, visit);
}

Answer textAnswer(const Condition& condition, const Known& known)
{
    if (known.header) {
        const auto visit
            = [&](std::string_view text) { return !mime::contains(text, condition.text); };
        if (!mime::visitHeaderTexts(*known.header, visit))
            return true;
    }
    return bodyAnswer(condition, known);
}

Answer sentAnswer(const Condition& condition, const Known& known)
{
    if (known.summary == nullptr)
        return std::nullopt;
    const auto sent = known.summary->sent();
    if (!sent)
        return false;
    const auto day = sent->localDay();
    switch (condition.criterion) {
    case Criterion::SentBefore:
        return day < condition.day;
    case Criterion::SentOn:
        return day == condition.day;
    default:
        return day >= condition.day;
    }
}

Answer leafAnswer(const Condition& condition, const Known& known)
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
        return dayOf(row.internalDate) < condition.day;
    case Criterion::ArrivedOn:
        return dayOf(row.internalDate) == condition.day;
    case Criterion::ArrivedSince:
        return dayOf(row.internalDate) >= condition.day;
    case Criterion::SentBefore:
    case Criterion::SentOn:
    case Criterion::SentSince:
        return sentAnswer(condition, known);
    case Criterion::Header:
        return headerAnswer(condition, known);
    case Criterion::Body:
        return bodyAnswer(condition, known);
    case Criterion::Text:
        return textAnswer(condition, known);
    }
    return std::nullopt;
}

Stage stageOf(const Condition& condition)
{
    switch (condition.criterion) {
    case Criterion::SentBefore:
    case Criterion::SentOn:
    case Criterion::SentSince:
        return Stage::Summary;
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

Selector::Selector(std::vector<Condition> conditions) : conditions_(std::move(conditions))
{
    for (const auto& condition : conditions_)
        stage_ = std::max(stage_, stageOf(condition));
}

std::optional<bool> Selector::selects(const Known& known) const
{
    if (conditions_.empty())
        return true;
    // From the back, the children of a condition are known before it. A conjunction that is false
    // already saves reading only by the caller's asking in stages; the leaves themselves are cheap
    // at each stage.
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
        default:
            answers[i] = leafAnswer(condition, known);
        }
    }
    return answers.front();
}

} // namespace postamt::mail
