#include "spam/verdict.h"

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace {

using namespace postamt::spam;

void check(bool isRight)
{
    if (!isRight)
        std::abort();
}

} // namespace

// Any bytes are a message with a bounded sample, the same each time, that can be learnt, judged and
// exactly unlearnt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Weights service = Weights::ofService();
    static Weights user = Weights::ofUser();
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const Sample sample = sampleOf(input, 7, true);
    check(
        sample.tokens.size() <= FeatureSet::maxTokens && sample.runs.size() <= FeatureSet::maxRuns
    );
    check(sample.texts.size() == sample.tokens.size());
    check(sampleOf(input, 7).tokens == sample.tokens);
    Model model(service, user);
    const double before = model.score(sample).logOdds();
    const Lesson lesson = model.learn(sample, size % 2 == 0, Evidence::Told);
    const Verdict verdict = verdictOn(model, sample);
    const auto read = decodeVerdict(encode(verdict));
    check(read.has_value() && read->logOdds == verdict.logOdds);
    for (const Reason& reason : verdict.reasons)
        check(
            !sentence(reason, Language::German).empty()
            && !sentence(reason, Language::English).empty()
        );
    model.unlearn(sample, lesson);
    check(model.score(sample).logOdds() == before);
    return 0;
}
