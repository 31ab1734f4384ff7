#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace postamt::fuzz {

/// A property that does not hold ends the process, as fuzzers want it; `about` is shown in full.
inline void require(bool holds, const char* property, std::string_view about = {})
{
    if (holds)
        return;
    std::fprintf(stderr, "NOT TRUE: %s\n", property);
    if (!about.empty())
        std::fwrite(about.data(), 1, about.size(), stderr);
    std::fputc('\n', stderr);
    std::abort();
}

} // namespace postamt::fuzz
