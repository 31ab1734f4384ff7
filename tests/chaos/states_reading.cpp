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

/// The set in one of its forms: the highest number may be written as * (behind another command, or
/// where NOTIFY tells of new messages meanwhile, it could be another message), a range backwards.
std::string Player::starred(const Numbers& numbers)
{
    const bool isClear = isFirst_ && modes_.notify == Modes::Notify::Answers;
    if (isClear && numbers.size() == 1 && numbers[0] == picture_->size() && dice_.chance(50))
        return "*";
    const bool isRange = numbers.back() - numbers.front() + 1 == numbers.size();
    if (isRange && numbers.size() > 1 && dice_.chance(20))
        return std::to_string(numbers.back()) + ":" + std::to_string(numbers.front());
    return setOf(numbers);
}

std::string Player::items(bool withBody)
{
    static constexpr std::array<std::string_view, 9> more{
        "",
        "",
        " INTERNALDATE RFC822.SIZE",
        " ENVELOPE",
        " BODYSTRUCTURE",
        " PREVIEW",
        " PREVIEW (LAZY) SAVEDATE",
        " EMAILID THREADID",
        " SAVEDATE"
    };
    std::string out = "(UID FLAGS";
    if (modes_.condstore)
        out += " MODSEQ";
    if (withBody)
        out += dice_.chance(60) ? " BODY.PEEK[]" : " BODY[]"; // the latter sets \Seen
    else
        out += more[dice_.roll(more.size())];
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

Command Player::fetchAll()
{
    Command command;
    command.isNumbered = !modes_.speaksOfUidsOnly();
    command.text = std::string(command.isNumbered ? "FETCH" : "UID FETCH") + " 1:* "
        + (modes_.condstore ? "(UID FLAGS MODSEQ)" : "(UID FLAGS)");
    return command;
}

/// Everything from the first message whose UID is not known.
Command Player::fetchNew()
{
    std::uint32_t last = 0;
    for (const auto& row : picture_->rows()) {
        // Without numbers it may be any.
        if (row.uid == 0 || modes_.uidOnly)
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
        if (response.kind != Response::Kind::Esearch)
            return;
        picture_->saved = response.numbers;
        picture_->found = response.numbers;
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

/// COPY of what was found.
Command Player::copySaved()
{
    auto& target = world_.box(dice_.roll(world_.boxes.size()));
    Command command;
    command.text = "UID COPY $ " + name(command, target);
    command.done = [this, &target](const Response& response) {
        // Where nothing was found nothing is copied, and any UID would be wrong.
        copied(response, target, picture_->found.empty() ? Numbers{0} : picture_->found);
    };
    return command;
}

Command Player::status()
{
    auto& ledger = world_.box(dice_.roll(world_.boxes.size()));
    Command command;
    command.text = "STATUS " + name(command, ledger) + " (MESSAGES UIDNEXT UNSEEN";
    command.text += modes_.condstore ? " HIGHESTMODSEQ)" : ")";
    command.untagged = [this, &ledger, floor = ledger.floor()](const Response& response) {
        if (response.kind == Response::Kind::Status)
            judgeStatus(ledger, floor, response);
    };
    return command;
}

void Player::judgeStatus(Ledger& ledger, const Ledger::Floor& floor, const Response& response) const
{
    // What NOTIFY tells may have been on its way for a while.
    if (hearsOfOthers_)
        return;
    Ledger::Floor told;
    told.uidNext = static_cast<std::uint32_t>(response.values.at("UIDNEXT"));
    const auto modSeq = response.values.find("HIGHESTMODSEQ");
    told.modSeq = modSeq == response.values.end() ? floor.modSeq : modSeq->second;
    if (told.uidNext < floor.uidNext || told.modSeq < floor.modSeq)
        throw Broken("STATUS is behind what was told before");
    ledger.told(told);
}

} // namespace postamt::chaos
