#include "mime/open_boundaries.h"

#include <algorithm>
#include <utility>

namespace postamt::mime {

void OpenBoundaries::open(std::uint32_t part, std::string boundary)
{
    const auto place = static_cast<std::uint32_t>(open_.size());
    const auto [found, isNew] = places_.try_emplace(boundary, place);
    const std::uint32_t before = isNew ? Part::none : std::exchange(found->second, place);
    longest_ = std::max(longest_, boundary.size());
    open_.push_back({part, std::move(boundary), before});
}

void OpenBoundaries::closeInnermost()
{
    const Open& last = open_.back();
    if (last.sameBefore == Part::none)
        places_.erase(last.boundary);
    else
        places_[last.boundary] = last.sameBefore;
    open_.pop_back();
}

void OpenBoundaries::closeInside(const Match& match)
{
    while (open_.size() > match.place + 1)
        closeInnermost();
}

OpenBoundaries::Match OpenBoundaries::find(std::string_view line, std::uint64_t& steps)
{
    Match match;
    if (open_.empty() || !line.starts_with("--"))
        return match;
    line.remove_prefix(2);
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (line.size() > longest_ + 2)
        return match;
    steps += line.size() * 2;
    look(line, false, match);
    if (line.ends_with("--"))
        look(line.substr(0, line.size() - 2), true, match);
    return match;
}

void OpenBoundaries::look(std::string_view boundary, bool isClosing, Match& match)
{
    key_ = boundary;
    const auto found = places_.find(key_);
    if (found != places_.end() && (!match || found->second > match.place))
        match = {open_[found->second].part, found->second, isClosing};
}

} // namespace postamt::mime
