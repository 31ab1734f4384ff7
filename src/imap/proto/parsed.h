#pragma once

// For the tests of commands.
#include "imap/proto/command_line.h"
#include "imap/proto/writer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postamt::imap::proto {

inline constexpr Dialect utf8Dialect{.utf8 = true};

/// What a parser makes of a command such as "a SELECT inbox".
template <class Parse>
auto parsed(Parse parse, std::string_view command, Dialect dialect = {})
{
    auto line = parseCommandLine(command, dialect);
    EXPECT_TRUE(line) << command;
    return parse(line->arguments);
}

/// The error text, or "none".
template <class Parse>
std::string errorOf(Parse parse, std::string_view command, Dialect dialect = {})
{
    const auto result = parsed(parse, command, dialect);
    return result ? "none" : result.error().text;
}

/// What a function appends with a Writer.
template <class Format>
std::string written(Format format, Dialect dialect = {})
{
    std::string out;
    Writer writer(out, dialect);
    format(writer);
    return out;
}

} // namespace postamt::imap::proto
