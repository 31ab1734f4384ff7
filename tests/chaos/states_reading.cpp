// What a session asks.
#include "states_player.h"

#include <algorithm>
#include <array>
#include <set>

namespace postamt::chaos {

std::vector<std::size_t> Player::pick(bool known)
{
    const auto& rows = picture_->rows();
    std::vector<std::size_t> places;
    if (rows.empty())
        return places;
    const auto fits = [&](std::size_t place) { return !known || rows[place].uid != 0; };
    if (dice_.chance(50)) { // a range
        auto first = dice_.roll(rows.size());
        const auto last = std::min(rows.size() - 1, first + dice_.roll(8));
        for (; first <= last; ++first) {
            if (fits(first))
                places.push_back(first);
        }
        return places;
    }
    std::set<std::size_t> chosen;
    for (auto left = 1 + dice_.roll(4); left > 0; --left)
        chosen.insert(dice_.roll(rows.size()));
    std::ranges::copy_if(chosen, std::back_inserter(places), fits);
    return places;
}

Numbers Player::uidsAt(const std::vector<std::size_t>& places) const
{
    Numbers out;
    for (const auto place : places) {
        if (picture_->rows()[place].uid != 0)
            out.push_back(picture_->rows()[place].uid);
    }
    return out;
}

Numbers Player::numbersAt(const std::vector<std::size_t>& places)
{
    Numbers out;
    for (const auto place : places)
        out.push_back(static_cast<std::uint32_t>(place + 1));
    return out;
}

/// The set in one of its forms: the highest number may be written as * (behind another command it
/// could be another message), a range backwards.
std::string Player::starred(const Numbers& numbers)
{
    if (isFirst_ && numbers.size() == 1 && numbers[0] == picture_->size() && dice_.chance(50))
        return "*";
    const bool isRange = numbers.back() - numbers.front() + 1 == numbers.size();
    if (isRange && numbers.size() > 1 && dice_.chance(20))
        return std::to_string(numbers.back()) + ":" + std::to_string(numbers.front());
    return setOf(numbers);
}

std::string Player::items(bool withBody)
{
    static constexpr std::array<std::string_view, 6> more{
        "",
        "",
        " INTERNALDATE RFC822.SIZE",
        " ENVELOPE",
        " BODYSTRUCTURE",
        " BODY.PEEK[HEADER.FIELDS (DATE)]<0.5>"
    };
    std::string out = "(UID FLAGS";
    if (modes_.condstore)
        out += " MODSEQ";
    if (withBody)
        out += dice_.chance(60) ? " BODY.PEEK[]" : " BODY[]"; // the latter sets \Seen
    else
        out += more[dice_.roll(more.size() - 1)];
    return out + ")";
}

Command Player::fetch(bool byUid)
{
    const auto places = pick(byUid);
    if (places.empty())
        return {.text = "NOOP"};
    Command command;
    command.isNumbered = !byUid;
    const auto asked = byUid ? uidsAt(places) : numbersAt(places);
    const bool withBody = places.size() <= 3 && dice_.chance(30);
    command.text = byUid ? "UID FETCH " + setOf(asked) : "FETCH " + starred(asked);
    command.text += " " + items(withBody);
    std::uint64_t since = 0;
    if (modes_.condstore && dice_.chance(20)) {
        since = std::max<std::uint64_t>(1, picture_->rows()[places[0]].modSeq);
        const bool vanished = byUid && modes_.qresync && dice_.chance(50);
        command.text += " (CHANGEDSINCE " + std::to_string(since) + (vanished ? " VANISHED)" : ")");
    }
    auto left = std::make_shared<std::set<std::uint32_t>>();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& row = picture_->rows()[places[i]];
        if (since == 0 || (row.modSeq > since && row.uid != 0))
            left->insert(asked[i]);
    }
    command.untagged = [left, byUid, withBody](const Response& response) {
        const bool answers = response.kind == Response::Kind::Fetch && response.uid
            && response.flags && (!withBody || response.body);
        if (answers)
            left->erase(byUid ? *response.uid : response.number);
    };
    command.done = [this, left, byUid](const Response&) {
        for (const auto one : *left) {
            if (!byUid || picture_->placeOf(one))
                throw Broken("FETCH left out " + std::to_string(one));
        }
    };
    return command;
}

/// Everything from the first message whose UID is not known.
Command Player::fetchNew()
{
    std::uint32_t last = 0;
    for (const auto& row : picture_->rows()) {
        if (row.uid == 0)
            break;
        last = row.uid;
    }
    Command command;
    command.text = "UID FETCH " + std::to_string(last + 1) + ":* " + items(false);
    command.done = [this, now = count_ + 1](const Response&) {
        for (std::size_t i = 0; i < picture_->rows().size(); ++i) {
            const auto& row = picture_->rows()[i];
            if (row.uid == 0 && row.born < now)
                throw Broken("UID FETCH n:* left out message " + std::to_string(i + 1));
        }
    };
    return command;
}

namespace {

/// A condition of SEARCH, in words and as a function.
struct Condition {
    std::string text;
    std::function<bool(const Known&, std::uint32_t number)> holds;
};

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

/// `numbers`: message numbers may be named, as nothing before may expunge.
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

void compareSearch(const Response& response, const Numbers& expected)
{
    const auto complain = [&](const std::string& what) {
        throw Broken("SEARCH: " + what + " where " + setOf(expected) + " is right");
    };
    if (response.kind == Response::Kind::Search || response.hasAll) {
        if (response.numbers != expected)
            complain(setOf(response.numbers));
    }
    const auto value = [&](const std::string& name, std::uint64_t right) {
        const auto found = response.values.find(name);
        if (found != response.values.end() && found->second != right)
            complain(name + " " + std::to_string(found->second));
    };
    value("COUNT", expected.size());
    value("MIN", expected.empty() ? 0 : expected.front());
    value("MAX", expected.empty() ? 0 : expected.back());
    const bool isSome
        = response.hasAll || response.values.contains("MIN") || response.values.contains("MAX");
    if (response.kind == Response::Kind::Esearch && isSome && expected.empty())
        complain("something");
}

bool needsModSeqs(const Picture& picture)
{
    return std::ranges::all_of(picture.rows(), [](const Known& row) { return row.modSeq != 0; });
}

} // namespace

Command Player::search(bool byUid)
{
    static constexpr std::array<std::string_view, 6> returns{
        "", "", "RETURN () ", "RETURN (COUNT) ", "RETURN (MIN MAX) ", "RETURN (ALL COUNT MIN) "
    };
    auto wanted = condition(dice_, *picture_, modes_.condstore, !byUid);
    Command command;
    command.isNumbered = !byUid;
    const auto returned = returns[dice_.roll(returns.size())];
    command.text = (byUid ? "UID SEARCH " : "SEARCH ") + std::string(returned) + wanted.text;
    auto answered = std::make_shared<bool>(false);
    const bool byModSeq = wanted.text.starts_with("MODSEQ");
    command.untagged = [this, wanted, byUid, byModSeq, answered](const Response& response) {
        const bool answers
            = response.kind == Response::Kind::Search || response.kind == Response::Kind::Esearch;
        if (!answers)
            return;
        *answered = true;
        if (response.kind == Response::Kind::Esearch && response.isByUid != byUid)
            throw Broken("ESEARCH with the wrong kind of numbers");
        // The server looks at what it has told, so both must find the same.
        if (picture_->isComplete() && (!byModSeq || needsModSeqs(*picture_)))
            compareSearch(response, expected(*picture_, wanted, byUid));
    };
    command.done = [answered](const Response&) {
        if (!*answered)
            throw Broken("SEARCH without an answer");
    };
    return command;
}

Command Player::searchSaving()
{
    auto wanted = condition(dice_, *picture_, false, false);
    Command command;
    command.text = "UID SEARCH RETURN (SAVE ALL) " + wanted.text;
    command.untagged = [this](const Response& response) {
        if (response.kind == Response::Kind::Esearch)
            picture_->saved = response.numbers;
    };
    return command;
}

/// $ stands for what was found, without what was expunged since (RFC 9051 section 6.4.4.1).
Command Player::fetchSaved()
{
    Command command;
    command.text = "UID FETCH $ " + items(false);
    auto answered = std::make_shared<std::set<std::uint32_t>>();
    command.untagged = [answered](const Response& response) {
        if (response.kind == Response::Kind::Fetch && response.uid)
            answered->insert(*response.uid);
    };
    command.done = [this, answered](const Response&) {
        for (const auto uid : picture_->saved.value_or(Numbers())) {
            if (!answered->contains(uid))
                throw Broken("FETCH $ left out UID " + std::to_string(uid));
        }
    };
    return command;
}

Command Player::status()
{
    auto& ledger = world_.box(dice_.roll(world_.boxes.size()));
    Command command;
    command.text = "STATUS " + ledger.name() + " (MESSAGES UIDNEXT UNSEEN";
    command.text += modes_.condstore ? " HIGHESTMODSEQ)" : ")";
    command.untagged = [&ledger, floor = ledger.floor()](const Response& response) {
        if (response.kind != Response::Kind::Status)
            return;
        Ledger::Floor told;
        told.uidNext = static_cast<std::uint32_t>(response.values.at("UIDNEXT"));
        const auto modSeq = response.values.find("HIGHESTMODSEQ");
        told.modSeq = modSeq == response.values.end() ? floor.modSeq : modSeq->second;
        if (told.uidNext < floor.uidNext || told.modSeq < floor.modSeq)
            throw Broken("STATUS is behind what was told before");
        ledger.told(told);
    };
    return command;
}

} // namespace postamt::chaos
