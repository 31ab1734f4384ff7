#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace postamt::log {

/// Error is for the operator to act on, Warning to look at, Info is the record of what was done.
enum class Level { Debug, Info, Warning, Error, Off };

/// Lines below this level are dropped. Default Info.
void setLevel(Level level);
bool isEnabled(Level level);

/// Writes one line to standard error: time, level, area (a folder of src/), text. Control
/// characters in the text are shown as \xNN, so that a client cannot forge lines. Never give it
/// passwords or tokens.
void write(Level level, std::string_view area, std::string_view text);

template <class... Args>
void debug(std::string_view area, fmt::format_string<Args...> format, Args&&... args)
{
    if (isEnabled(Level::Debug))
        write(Level::Debug, area, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void info(std::string_view area, fmt::format_string<Args...> format, Args&&... args)
{
    if (isEnabled(Level::Info))
        write(Level::Info, area, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void warning(std::string_view area, fmt::format_string<Args...> format, Args&&... args)
{
    if (isEnabled(Level::Warning))
        write(Level::Warning, area, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void error(std::string_view area, fmt::format_string<Args...> format, Args&&... args)
{
    if (isEnabled(Level::Error))
        write(Level::Error, area, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace postamt::log
