#include "cli/time_text.h"

#include <fmt/format.h>

#include <chrono>

namespace postamt::cli {

namespace {

constexpr UnixSeconds dayLength = 24 * 60 * 60;

} // namespace

std::string formatDate(UnixSeconds time)
{
    const std::chrono::year_month_day date(
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(time)))
    );
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

std::string formatTime(UnixSeconds time)
{
    const auto second = (time % dayLength + dayLength) % dayLength;
    return fmt::format("{}T{:02}:{:02}Z", formatDate(time), second / 3600, second / 60 % 60);
}

} // namespace postamt::cli
