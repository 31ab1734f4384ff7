#pragma once

#include <string_view>

namespace postamt::load {

/// Ends the program with exit code 1 and one line on stderr: a reply was wrong or did not come, and
/// no figure that follows would mean anything.
[[noreturn]] void giveUp(std::string_view why);

/// The same, with the reply that was wrong.
[[noreturn]] void giveUp(std::string_view why, std::string_view reply);

} // namespace postamt::load
