#include "states_tally.h"

namespace postamt::chaos {

namespace {

std::string_view nameOfCommand(std::string_view text)
{
    constexpr std::string_view uid = "UID ";
    const auto begin = text.starts_with(uid) ? uid.size() : 0;
    return text.substr(0, text.find_first_of(" \r", begin));
}

} // namespace

void Tally::count(std::string_view command)
{
    const std::lock_guard lock(mutex_);
    ++counts_[std::string(nameOfCommand(command))];
}

std::string Tally::text() const
{
    const std::lock_guard lock(mutex_);
    std::string out;
    for (const auto& [name, count] : counts_)
        out += (out.empty() ? "" : ", ") + name + " " + std::to_string(count);
    return out;
}

} // namespace postamt::chaos
