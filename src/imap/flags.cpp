#include "imap/flags.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postamt::imap {

namespace {

constexpr std::array<std::pair<mail::Flag, std::string_view>, 5> names{
    {
     {mail::Flag::Answered, "\\Answered"},
     {mail::Flag::Flagged, "\\Flagged"},
     {mail::Flag::Deleted, "\\Deleted"},
     {mail::Flag::Seen, "\\Seen"},
     {mail::Flag::Draft, "\\Draft"},
     }
};

}

std::string_view nameOf(mail::Flag flag)
{
    return std::ranges::find(names, flag, [](const auto& entry) { return entry.first; })->second;
}

void formatFlags(
    std::string& out, const mail::Row& row, const std::vector<std::string>& keywords, bool isRecent
)
{
    out += '(';
    const auto from = out.size();
    const auto add = [&](std::string_view flag) {
        if (out.size() > from)
            out += ' ';
        out += flag;
    };
    for (const auto& [flag, name] : names) {
        if (row.flags.has(flag))
            add(name);
    }
    if (isRecent)
        add("\\Recent");
    if (row.keywords != 0) {
        for (std::size_t i = 0; i < keywords.size(); ++i) {
            if ((row.keywords >> i & 1) != 0)
                add(keywords[i]);
        }
    }
    out += ')';
}

mail::FlagList flagList(const std::vector<std::string>& flags)
{
    mail::FlagList out;
    for (const auto& flag : flags) {
        const auto system = std::ranges::find_if(names, [&](const auto& entry) {
            return equalsIgnoreCase(entry.second, flag);
        });
        if (system != names.end())
            out.flags.add(system->first);
        else if (!flag.starts_with('\\'))
            out.keywords.push_back(flag);
    }
    return out;
}

mail::FlagSet changeableFlags(mail::Rights rights)
{
    mail::FlagSet out;
    if (rights.has(mail::Right::Seen))
        out.add(mail::Flag::Seen);
    if (rights.has(mail::Right::DeleteMessages))
        out.add(mail::Flag::Deleted);
    if (rights.has(mail::Right::Write))
        out.add(mail::Flag::Answered).add(mail::Flag::Flagged).add(mail::Flag::Draft);
    return out;
}

mail::Row withPermittedFlags(mail::Row row, mail::Rights rights)
{
    row.flags.bits = static_cast<std::uint16_t>(row.flags.bits & changeableFlags(rights).bits);
    if (!rights.has(mail::Right::Write))
        row.keywords = 0;
    return row;
}

} // namespace postamt::imap
