#pragma once

#include "sasl/scram_credential.h"

#include <string>
#include <string_view>

namespace postamt::sasl {

/// The functions of RFC 5802 section 2.2, over bytes.
std::string_view hashName(ScramHash hash); ///< "SHA-256"
std::size_t hashSize(ScramHash hash); ///< bytes of a digest
std::string digest(ScramHash hash, std::string_view text); ///< H()
std::string hmac(ScramHash hash, std::string_view key, std::string_view text); ///< HMAC()
/// Hi(): the salted password.
std::string
saltedPassword(ScramHash hash, std::string_view prepared, std::string_view salt, int iterations);
/// XOR of two strings of the same length.
std::string exclusiveOr(std::string_view a, std::string_view b);
/// Compares in a time that depends only on the lengths.
bool equalsConstantTime(std::string_view a, std::string_view b);

} // namespace postamt::sasl
