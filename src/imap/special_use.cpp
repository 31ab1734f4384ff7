#include "imap/special_use.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postamt::imap {

namespace {

using enum mail::SpecialUse;

constexpr std::array<std::pair<mail::SpecialUse, std::string_view>, 12> attributes{
    {
     {None, ""},
     {All, "\\All"},
     {Archive, "\\Archive"},
     {Drafts, "\\Drafts"},
     {Flagged, "\\Flagged"},
     {Important, "\\Important"},
     {Junk, "\\Junk"},
     {Memos, "\\Memos"},
     {Scheduled, "\\Scheduled"},
     {Sent, "\\Sent"},
     {Snoozed, "\\Snoozed"},
     {Trash, "\\Trash"},
     }
};

} // namespace

std::string_view attributeOf(mail::SpecialUse use)
{
    return std::ranges::find(
               attributes, use, [](const auto& entry) { return entry.first; }
    )->second;
}

mail::SpecialUse specialUse(std::string_view attribute)
{
    const auto found = std::ranges::find_if(attributes, [&](const auto& entry) {
        return equalsIgnoreCase(entry.second, attribute);
    });
    return found == attributes.end() ? None : found->first;
}

Result<mail::SpecialUse> grantedUse(const std::vector<std::string>& names)
{
    if (names.empty())
        return None;
    const auto use = specialUse(names.front());
    const bool isView = use == All || use == Flagged;
    if (names.size() > 1 || isView || use == None)
        return no("a mailbox can have one of the special uses, not these", "USEATTR");
    return use;
}

} // namespace postamt::imap
