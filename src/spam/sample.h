#pragma once

#include "spam/features.h"
#include "spam/rules.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postamt::spam {

/// A message as the model sees it: nothing but numbers. The same message and key give the same
/// sample, in every version of the program that keeps to the format of the weights: what was learnt
/// of a message can be unlearnt later from its bytes.
struct Sample {
    std::vector<Feature> tokens; ///< at most FeatureSet::maxTokens
    std::vector<std::uint32_t> runs; ///< at most FeatureSet::maxRuns
    std::vector<RuleId> rules;
    std::vector<FeatureText> texts; ///< of the tokens, in their order, if they are wanted
};

/// Takes any bytes for a message. `key` is a secret of the service, see FeatureSet. Costs bounded
/// time and memory however large the message is (docs/spam.md).
Sample sampleOf(std::string_view message, std::uint64_t key, bool keepsTexts = false);

} // namespace postamt::spam
