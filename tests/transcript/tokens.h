#pragma once

#include "tokens/test_issuer.h"

#include <string>
#include <string_view>

namespace postamt::transcript {

/// The issuer https://id.test of transcripts: its one key is always the same.
const tokens::TestIssuer& testIssuer();

/// A token of it for an address, for the audience "mail", that ends so many seconds after the time at
/// which transcripts are played.
std::string tokenFor(std::string_view address, std::string_view seconds);

} // namespace postamt::transcript
