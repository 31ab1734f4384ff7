#include "cli/exit_code.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace postamt::cli {

int refuse(std::string_view text)
{
    std::string line(text);
    std::ranges::replace(line, '\n', ' ');
    std::fprintf(stderr, "postamt: %s\n", line.c_str());
    return exitRefused;
}

int misuse(std::string_view text)
{
    refuse(text);
    return exitUsage;
}

int report(const Result<std::string>& outcome)
{
    if (!outcome)
        return refuse(outcome.error().text);
    std::fwrite(outcome->data(), 1, outcome->size(), stdout);
    if (!outcome->empty() && !outcome->ends_with('\n'))
        std::fputc('\n', stdout);
    // A full disk or a closed pipe behind us must not look like success.
    return std::fflush(stdout) == 0 ? exitDone : refuse("the output could not be written");
}

} // namespace postamt::cli
