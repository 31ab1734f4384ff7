#include "load/failure.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace postamt::load {

namespace {

constexpr std::size_t shownBytes = 200;

} // namespace

void giveUp(std::string_view why)
{
    std::string line = fmt::format("postamt_load: {}", why);
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < ' ')
            c = ' ';
    }
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::_Exit(1);
}

void giveUp(std::string_view why, std::string_view reply)
{
    giveUp(fmt::format("{}: {}", why, reply.substr(0, shownBytes)));
}

} // namespace postamt::load
