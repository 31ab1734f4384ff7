#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postamt::transcript {

/// The messages of an mbox file (mboxrd: divided by lines "From ", which are ">From " within a
/// message), with CRLF.
std::vector<std::string> splitMbox(std::string_view text);

/// Every LF that follows no CR becomes CRLF.
std::string withCrlf(std::string_view text);

} // namespace postamt::transcript
