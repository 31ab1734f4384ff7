#include "states_condition.h"

#include "states_broken.h"

#include <algorithm>
#include <array>

namespace postamt::chaos {

namespace {

Condition flagCondition(Dice& dice)
{
    struct Row {
        std::string_view name;
        Flags bit;
    };

    static constexpr std::array<Row, 5> rows{
        {{"SEEN", flag::seen},
         {"DELETED", flag::deleted},
         {"FLAGGED", flag::flagged},
         {"ANSWERED", flag::answered},
         {"DRAFT", flag::draft}}
    };
    const bool wanted = dice.chance(50);
    const auto is = [wanted](Flags one) {
        return [wanted, one](const Known& row, std::uint32_t) {
            return ((*row.flags & one) != 0) == wanted;
        };
    };
    const std::string un = wanted ? "" : "UN";
    if (dice.chance(30)) {
        const auto keyword = commonKeyword(static_cast<unsigned>(dice.roll(commonKeywords)));
        return {un + "KEYWORD " + namesOf(keyword), is(keyword)};
    }
    const auto& row = rows[dice.roll(rows.size())];
    return {un + std::string(row.name), is(row.bit)};
}

} // namespace

Condition condition(Dice& dice, const Picture& picture, bool condstore, bool numbers)
{
    switch (dice.roll(7)) {
    case 0:
        return {"ALL", [](const Known&, std::uint32_t) { return true; }};
    case 1: {
        auto a = flagCondition(dice);
        auto b = flagCondition(dice);
        return {"OR " + a.text + " " + b.text, [=](const Known& row, std::uint32_t number) {
                    return a.holds(row, number) || b.holds(row, number);
                }};
    }
    case 2: {
        auto a = flagCondition(dice);
        return {"NOT " + a.text, [=](const Known& row, std::uint32_t number) {
                    return !a.holds(row, number);
                }};
    }
    case 3:
        if (numbers && picture.size() > 0) {
            const auto first = static_cast<std::uint32_t>(1 + dice.roll(picture.size()));
            const auto last
                = static_cast<std::uint32_t>(first + dice.roll(picture.size() - first + 1));
            return {
                std::to_string(first) + ":" + std::to_string(last),
                [=](const Known&, std::uint32_t number) {
                    return number >= first && number <= last;
                }
            };
        }
        break;
    case 4:
        if (picture.size() > 0) {
            const auto from = std::max(1U, picture.rows()[dice.roll(picture.size())].uid);
            return {
                "UID " + std::to_string(from) + ":4294967295",
                [=](const Known& row, std::uint32_t) { return row.uid >= from; }
            };
        }
        break;
    case 5:
        if (condstore && picture.size() > 0) {
            const auto from = picture.rows()[dice.roll(picture.size())].modSeq;
            return {"MODSEQ " + std::to_string(from), [=](const Known& row, std::uint32_t) {
                        return row.modSeq >= from;
                    }};
        }
        break;
    default:
        break;
    }
    return flagCondition(dice);
}

Numbers expected(const Picture& picture, const Condition& condition, bool byUid)
{
    Numbers out;
    for (std::uint32_t number = 1; number <= picture.size(); ++number) {
        const auto& row = picture.rows()[number - 1];
        if (condition.holds(row, number))
            out.push_back(byUid ? row.uid : number);
    }
    return out;
}

void requireOrder(const Ledger& ledger, const Numbers& uids, Order order)
{
    std::optional<std::pair<std::string, std::uint32_t>> last;
    for (const auto uid : uids) {
        const auto key = ledger.keyAt(uid);
        if (order == Order::Unknown || (order != Order::Mailbox && key == 0))
            continue;
        const auto subject = "chaos " + std::to_string(key);
        std::pair here(order == Order::Mailbox ? "" : subject, uid);
        const bool isSame = last && last->first == here.first;
        const bool ascends = !last
            || (isSame                               ? last->second < uid
                    : order == Order::ReverseSubject ? last->first > here.first
                                                     : last->first < here.first);
        if (!ascends)
            throw Broken(
                "SORT: UID " + std::to_string(uid) + " (" + here.first + ") stands behind UID "
                + std::to_string(last->second) + " (" + last->first + ")"
            );
        last = std::move(here);
    }
}

} // namespace postamt::chaos
