#include "spam/sample.h"

#include "spam/tokens.h"

#include <string>
#include <utility>

namespace postamt::spam {

Sample sampleOf(std::string_view message, std::uint64_t key, bool keepsTexts)
{
    const Letter letter(message);
    FeatureSet set(key, keepsTexts);
    std::vector<RuleId> found = rulesOf(letter);
    // Rules are learnt like all else, beside what they weigh from the beginning.
    for (const RuleId rule : found)
        set.add(Group::Rule, "rule", std::to_string(static_cast<unsigned>(rule)));
    addTokens(set, letter);
    return {set.tokens(), set.runs(), std::move(found), set.texts()};
}

} // namespace postamt::spam
