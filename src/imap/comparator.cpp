#include "imap/comparator.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap {

namespace {

struct Row {
    std::string_view name;
    text::Collation collation;
};

/// The broadest scope comes first, and is the default.
constexpr std::array comparators{
    Row{"i;unicode-casemap", text::Collation::UnicodeCasemap},
    Row{"i;ascii-casemap",   text::Collation::AsciiCasemap  },
    Row{"i;octet",           text::Collation::Octet         },
};

/// RFC 4790 section 3.2; linear but for the length of a name.
bool matches(std::string_view pattern, std::string_view name)
{
    const auto star = pattern.find('*');
    if (star == std::string_view::npos)
        return equalsIgnoreCase(pattern, name);
    if (!startsWithIgnoreCase(name, pattern.substr(0, star)))
        return false;
    // Of each piece between two stars the first place will do.
    auto rest = name.substr(star);
    pattern.remove_prefix(star + 1);
    for (;;) {
        const auto next = pattern.find('*');
        const auto piece = pattern.substr(0, next);
        if (next == std::string_view::npos) {
            return rest.size() >= piece.size()
                && equalsIgnoreCase(rest.substr(rest.size() - piece.size()), piece);
        }
        while (!startsWithIgnoreCase(rest, piece)) {
            if (rest.empty())
                return false;
            rest.remove_prefix(1);
        }
        rest.remove_prefix(piece.size());
        pattern.remove_prefix(next + 1);
    }
}

bool matches(const proto::ComparatorOrder& wish, const Row& row)
{
    if (equalsIgnoreCase(wish.pattern, "default"))
        return row.collation == Comparator().collation;
    return matches(wish.pattern, row.name);
}

} // namespace

std::string Comparator::name() const
{
    const auto* const row = std::ranges::find(comparators, collation, &Row::collation);
    return (isDescending ? "-" : "") + std::string(row->name);
}

std::optional<ComparatorChoice> chooseComparator(std::span<const proto::ComparatorOrder> wishes)
{
    std::optional<ComparatorChoice> choice;
    for (const auto& wish : wishes) {
        for (const auto& row : comparators) {
            if (!matches(wish, row))
                continue;
            if (!choice)
                choice.emplace().active = {row.collation, wish.isDescending};
            if (std::ranges::count(choice->matching, row.name) == 0)
                choice->matching.push_back(row.name);
        }
    }
    return choice;
}

} // namespace postamt::imap
