#pragma once

#include "base/result.h"

#include <string_view>

namespace postamt::cli {

/// How the program ends: a contract with scripts.
enum ExitCode : int {
    exitDone = 0,
    exitRefused = 1, ///< one line on standard error says what and how to mend it
    exitUsage = 2, ///< the command line was not understood
};

/// Writes "postamt: text" to standard error; gives exitRefused.
int refuse(std::string_view text);

/// The same for a command line that was not understood; gives exitUsage.
int misuse(std::string_view text);

/// Writes the text to standard output, or the error as refuse() does. A text without a newline at
/// its end gets one.
int report(const Result<std::string>& outcome);

} // namespace postamt::cli
