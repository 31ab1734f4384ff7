// What a session changes.
#include "states_player.h"

#include <algorithm>
#include <set>

namespace postamt::chaos {

namespace {

enum class Mode { Add, Remove, Replace };

Flags changed(Flags before, Mode mode, Flags flags)
{
    if (mode == Mode::Add)
        return before | flags;
    return mode == Mode::Remove ? before & ~flags : flags | (before & flag::recent);
}

Flags randomFlags(Dice& dice)
{
    Flags out = 0;
    for (const auto one : {flag::seen, flag::answered, flag::flagged, flag::draft}) {
        if (dice.chance(30))
            out |= one;
    }
    if (dice.chance(40))
        out |= commonKeyword(static_cast<unsigned>(dice.roll(commonKeywords)));
    return out;
}

/// A STORE under way.
struct Storing {
    Mode mode = Mode::Add;
    Flags flags = 0;
    bool silent = false;
    bool isConditional = false;
    bool byUid = false;
    Numbers asked; ///< UIDs, or message numbers
    std::set<std::uint32_t> told; ///< those of `asked` whose flags were answered
};

} // namespace

Command Player::store(bool byUid)
{
    auto storing = std::make_shared<Storing>();
    const bool deletes = dice_.chance(35);
    const bool replaces = world_.replaces && dice_.chance(20);
    const bool owns = !replaces && dice_.chance(30);
    const auto places = pick(byUid || deletes || owns || replaces);
    if (places.empty() || picture_->isReadOnly())
        return fetch(byUid);
    const Flags own = ownKeyword(number_ % ownKeywords);
    storing->mode = dice_.chance(65) ? Mode::Add : Mode::Remove;
    storing->flags = randomFlags(dice_);
    if (deletes)
        storing->flags |= flag::deleted;
    if (replaces)
        storing->mode = Mode::Replace;
    if (owns)
        storing->flags |= own;
    if (storing->flags == 0)
        storing->flags = flag::flagged;
    storing->silent = dice_.chance(50);
    storing->byUid = byUid;
    storing->asked = byUid ? uidsAt(places) : numbersAt(places);
    auto& ledger = picture_->ledger();
    if ((storing->flags & flag::deleted) != 0 && storing->mode != Mode::Remove)
        ledger.mayGo(uidsAt(places));
    if ((storing->flags & own) != 0 || storing->mode == Mode::Replace) {
        ++orders_;
        for (const auto uid : uidsAt(places))
            own_[&ledger][uid] = {std::nullopt, orders_};
    }

    Command command;
    command.isNumbered = !byUid;
    command.text = (byUid ? "UID STORE " : "STORE ")
        + (byUid ? setOf(storing->asked) : starred(storing->asked));
    storing->isConditional = modes_.condstore && dice_.chance(25);
    if (storing->isConditional) {
        const auto at = picture_->rows()[places[dice_.roll(places.size())]].modSeq;
        command.text += " (UNCHANGEDSINCE " + std::to_string(at) + ")";
    }
    command.text += storing->mode == Mode::Add ? " +FLAGS"
        : storing->mode == Mode::Remove        ? " -FLAGS"
                                               : " FLAGS";
    command.text += (storing->silent ? ".SILENT (" : " (") + namesOf(storing->flags) + ")";

    command.untagged = [this, storing](const Response& response) {
        if (response.kind != Response::Kind::Fetch || !response.flags)
            return;
        const auto uid = picture_->rows()[response.number - 1].uid;
        storing->told.insert(storing->byUid ? uid : response.number);
    };
    command.done = [this, storing, own, order = orders_](const Response& response) {
        std::set<std::uint32_t> refused;
        if (const auto modified = response.codeOf("MODIFIED")) {
            for (const auto one : numbersOf(*modified, true))
                refused.insert(one);
            if (!storing->isConditional)
                throw Broken("MODIFIED without UNCHANGEDSINCE");
        }
        // Where some were gone, it is not told which.
        const bool isVague = !response.code.empty();
        for (const auto one : storing->asked) {
            const auto place
                = storing->byUid ? picture_->placeOf(one) : std::optional<std::size_t>(one - 1);
            if (!place || refused.contains(one))
                continue;
            const auto row = picture_->rows()[*place];
            const bool isTold = storing->told.contains(one);
            if (!storing->silent && !isTold && !isVague)
                throw Broken("STORE did not answer for " + std::to_string(one));
            // What NOTIFY tells may be from before or after.
            const bool isUnclear = modes_.notify != Modes::Notify::Answers && isTold;
            if (storing->silent && (isUnclear || !isTold) && row.flags) {
                const auto after = changed(*row.flags, storing->mode, storing->flags);
                const bool isSure = !isVague && !isUnclear;
                picture_->setFlags(*place, isSure ? std::optional(after) : std::nullopt);
            }
            auto& known = own_[&picture_->ledger()][row.uid];
            if ((storing->flags & own) != 0 && !isVague && row.uid != 0 && known.order == order)
                known.bears = storing->mode != Mode::Remove;
        }
    };
    return command;
}

Command Player::expunge(bool byUid)
{
    if (picture_->isReadOnly())
        return {.text = "NOOP"};
    const auto uids = uidsAt(pick(true));
    if (!byUid || uids.empty())
        return {.text = "EXPUNGE"};
    return {.text = "UID EXPUNGE " + (dice_.chance(50) ? setOf(uids) : "1:*")};
}

/// COPYUID names what went, and where to (RFC 4315 section 3).
void Player::copied(const Response& response, Ledger& target, const Numbers& asked)
{
    const auto code = response.codeOf("COPYUID");
    if (!code)
        return;
    const auto first = code->find(' ');
    const auto second = code->find(' ', first + 1);
    if (second == std::string::npos)
        throw Broken("COPYUID lacks something");
    target.validity(static_cast<std::uint32_t>(toNumber(std::string_view(*code).substr(0, first))));
    const auto from
        = numbersOf(std::string_view(*code).substr(first + 1, second - first - 1), false);
    const auto to = numbersOf(std::string_view(*code).substr(second + 1), true);
    if (from.size() != to.size())
        throw Broken("COPYUID with unequal sets");
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (!asked.empty() && std::ranges::find(asked, from[i]) == asked.end())
            throw Broken(
                "COPYUID names UID " + std::to_string(from[i]) + ", which was not asked for"
            );
        target.copied(to[i], picture_->ledger(), from[i]);
    }
}

Command Player::transfer(bool byUid, bool moves)
{
    const auto places = pick(byUid || moves);
    moves = moves && !picture_->isReadOnly();
    if (places.empty())
        return {.text = "NOOP"};
    auto* target = &world_.box(dice_.roll(world_.boxes.size()));
    if (moves && target == &picture_->ledger())
        return append();
    const auto uids = uidsAt(places);
    if (moves)
        picture_->ledger().mayGo(uids);
    Command command;
    command.text = byUid ? "UID " : "";
    command.text += moves ? "MOVE " : "COPY ";
    command.text += byUid ? setOf(uids) : starred(numbersAt(places));
    command.text += " " + name(command, *target);
    command.refusals = {"EXPUNGEISSUED"};
    const auto asked = uids.size() == places.size() ? uids : Numbers();
    auto moved = std::make_shared<bool>(false);
    command.untagged = [this, target, asked, moved](const Response& response) {
        *moved = *moved || response.codeOf("COPYUID").has_value();
        copied(response, *target, asked);
    };
    command.done = [this, target, asked, moves, moved](const Response& response) {
        copied(response, *target, asked);
        if (!moves)
            return;
        for (const auto uid : asked) {
            if (picture_->placeOf(uid))
                throw Broken("UID " + std::to_string(uid) + " was moved and is still there");
        }
    };
    return command;
}

namespace {

/// What APPENDUID says (RFC 4315 section 3): the UIDs, in the order of the messages.
Numbers takeAppendUid(Ledger& target, const std::string& code)
{
    const auto blank = code.find(' ');
    if (blank == std::string::npos)
        throw Broken("APPENDUID lacks something");
    target.validity(static_cast<std::uint32_t>(toNumber(std::string_view(code).substr(0, blank))));
    return numbersOf(std::string_view(code).substr(blank + 1), true);
}

/// " (\\Seen) {5+}...": a message with its flags, as APPEND and REPLACE take it.
std::string literalOf(Dice& dice, std::uint64_t key)
{
    const auto text = messageOf(key);
    const auto flags = namesOf(randomFlags(dice));
    return (flags.empty() && dice.chance(50) ? "" : " (" + flags + ")") + " {"
        + std::to_string(text.size()) + "+}\r\n" + text;
}

std::string piece(const std::string& text)
{
    return "TEXT {" + std::to_string(text.size()) + "+}\r\n" + text;
}

/// The name of a mailbox as a part of an URL (RFC 5092 section 3).
std::string urlOf(const std::string& name)
{
    std::string out;
    for (const char c : name) {
        if (c == ' ')
            out += "%20";
        else if (c == '@')
            out += "%40";
        else
            out += c;
    }
    return out;
}

} // namespace

/// One message or several, which come together (RFC 3502).
Command Player::append()
{
    auto& target = world_.box(dice_.chance(60) ? 0 : dice_.roll(world_.boxes.size()));
    std::vector<std::uint64_t> keys;
    Command command;
    command.text = "APPEND " + name(command, target);
    for (auto left = dice_.chance(80) ? 1 : 2 + dice_.roll(3); left > 0; --left) {
        keys.push_back(++world_.keys);
        command.text += literalOf(dice_, keys.back());
    }
    command.done = [&target, keys](const Response& response) {
        const auto code = response.codeOf("APPENDUID");
        if (!code)
            throw Broken("APPEND without APPENDUID");
        const auto uids = takeAppendUid(target, *code);
        if (uids.size() != keys.size())
            throw Broken("APPENDUID with " + std::to_string(uids.size()) + " UIDs");
        for (std::size_t i = 0; i < keys.size(); ++i)
            target.appended(uids[i], keys[i]);
    };
    return command;
}

/// APPEND of the bytes of a message that is there, or of several pieces (RFC 4469).
Command Player::catenate()
{
    const auto uids = uidsAt(pick(true));
    auto& source = picture_->ledger();
    auto& target = dice_.chance(60) ? source : world_.box(dice_.roll(world_.boxes.size()));
    const auto uid = uids.empty() || dice_.chance(40) ? 0 : uids.front();
    Command command;
    command.text = "APPEND " + name(command, target) + " CATENATE (";
    const auto key = uid == 0 ? ++world_.keys : 0;
    if (uid == 0) {
        const auto text = messageOf(key);
        const auto half = dice_.roll(text.size() + 1);
        command.text += piece(text.substr(0, half)) + " " + piece(text.substr(half)) + ")";
    } else {
        command.text
            += "URL \"/" + urlOf(source.nameFor(user_)) + "/;UID=" + std::to_string(uid) + "\")";
        command.refusals = {"BADURL"}; // if it is gone
    }
    command.done = [&source, &target, uid, key](const Response& response) {
        const auto code = response.codeOf("APPENDUID");
        const auto appended = code ? takeAppendUid(target, *code) : Numbers();
        if (appended.size() != 1)
            throw Broken("APPEND of one message without its UID");
        target.appended(appended.front(), uid == 0 ? key : source.keyAt(uid));
    };
    return command;
}

/// A message is put in, another taken out, both or neither (RFC 8508).
Command Player::replace(bool byUid)
{
    const auto places = pick(true);
    if (places.empty() || picture_->isReadOnly())
        return append();
    const auto uid = picture_->rows()[places.front()].uid;
    auto& target = world_.box(dice_.chance(60) ? 0 : dice_.roll(world_.boxes.size()));
    picture_->ledger().mayGo({uid});
    const auto key = ++world_.keys;
    Command command;
    command.text = byUid ? "UID REPLACE " + std::to_string(uid)
                         : "REPLACE " + std::to_string(places.front() + 1);
    command.text += " " + name(command, target) + literalOf(dice_, key);
    command.refusals = {"EXPUNGEISSUED", "NONEXISTENT"};
    auto appended = std::make_shared<Numbers>();
    command.untagged = [&target, appended, key](const Response& response) {
        const auto code = response.codeOf("APPENDUID");
        if (!code)
            return;
        *appended = takeAppendUid(target, *code);
        for (const auto one : *appended)
            target.appended(one, key);
    };
    command.done = [this, appended, uid](const Response&) {
        if (appended->size() != 1)
            throw Broken("REPLACE without APPENDUID");
        if (picture_->placeOf(uid))
            throw Broken("UID " + std::to_string(uid) + " was replaced and is still there");
    };
    return command;
}

} // namespace postamt::chaos
