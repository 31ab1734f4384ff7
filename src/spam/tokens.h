#pragma once

#include "spam/features.h"
#include "spam/letter.h"

namespace postamt::spam {

/// Who delivered a message: what the topmost Received field, which is our own, says.
struct Delivering {
    std::string hello; ///< the name it gave itself
    std::string name; ///< the name its address has, empty if it has none or nobody asked
    std::string address; ///< IPv4 or IPv6

    /// Reads `from HELLO (NAME [ADDRESS])` of the field's value.
    static Delivering read(std::string_view received);
};

/// Adds all features of a letter, those that tell most first.
void addTokens(FeatureSet& set, const Letter& letter);

} // namespace postamt::spam
