#include "states_player.h"

#include <algorithm>
#include <array>

namespace postamt::chaos {

namespace {

using std::chrono::milliseconds;

/// The machine may be busy with other things; who waits so long waits for ever.
constexpr std::chrono::seconds patience{60};

} // namespace

Player::Player(World& world, unsigned number, std::uint64_t seed)
    : world_(world), number_(number), dice_(seed), liar_(world.lie)
{
}

std::string Player::transcript(std::size_t lines) const
{
    return wire_ ? wire_->transcript(lines) : "";
}

Response Player::next(milliseconds span)
{
    for (;;) {
        auto text = wire_->response(span);
        if (!text)
            throw Broken("no answer in " + std::to_string(span.count()) + " ms");
        world_.responses.fetch_add(1, std::memory_order_relaxed);
        if (liar_.passOn(*text))
            return parse(*text);
    }
}

/// Sends the commands at once and reads the answers to all of them, which come in their order.
void Player::exchange(std::vector<Command> commands)
{
    ++count_;
    std::string text;
    for (auto& command : commands) {
        command.tag = "s" + std::to_string(number_) + "." + std::to_string(++tags_);
        text += command.tag + " " + command.text + "\r\n";
    }
    wire_->send(text);
    for (const auto& command : commands) {
        seenModSeq_ = 0;
        toldPosition_.reset();
        for (;;) {
            const auto response = next(patience);
            if (response.kind != Response::Kind::Tagged) {
                handle(response, command);
                continue;
            }
            finish(response, command);
            break;
        }
        world_.commands.fetch_add(1, std::memory_order_relaxed);
    }
}

void Player::handle(Response response, const Command& command)
{
    if (response.kind == Response::Kind::Condition && response.condition != "OK")
        throw Broken("an untagged " + response.condition);
    if (response.codeOf("CLOSED")) {
        picture_ = std::move(coming_);
        coming_.reset();
        contexts_.clear();
    }
    takePosition(response);
    // Until CLOSED all is about the mailbox that was open before.
    if (resync_ && picture_ && !coming_)
        collect(response);
    if (response.kind == Response::Kind::Status)
        noteStatus(response);
    const bool mayExpunge = !command.isNumbered || modes_.speaksOfUidsOnly();
    if (picture_)
        picture_->take(response, modes_, mayExpunge, count_);
    if (picture_ && response.kind == Response::Kind::Fetch)
        learn(response, picture_->rows()[response.number - 1].uid);
    if (!response.changes.empty())
        follow(response);
    else if (command.untagged)
        command.untagged(response);
}

/// What FETCH tells of a message, whose UID is 0 if it is not known.
void Player::learn(const Response& response, std::uint32_t uid)
{
    if (uid == 0)
        return;
    if (response.flags)
        watchOwn(uid, *response.flags);
    for (const auto& [item, value] : response.facts)
        world_.facts.told(picture_->ledger(), uid, item, value);
}

void Player::finish(const Response& response, const Command& command)
{
    if (response.tag != command.tag)
        throw Broken("the answer to " + command.tag + " was expected, not to " + response.tag);
    takePosition(response);
    if (picture_)
        picture_->position = toldPosition_.value_or(std::max(picture_->position, seenModSeq_));
    if (response.condition == "OK") {
        world_.played.count(command.text);
        if (command.done)
            command.done(response);
        return;
    }
    if (!isRefusalExpected(response, command))
        throw Broken("refused: " + command.text.substr(0, 200));
}

bool Player::isRefusalExpected(const Response& response, const Command& command) const
{
    const auto has = [&](const auto& code) { return response.codeOf(code).has_value(); };
    if (response.condition != "NO")
        return false;
    const bool isNowhere = has("NONEXISTENT") || has("TRYCREATE");
    const bool isRenamed = std::ranges::any_of(command.named, [](const Command::Named& one) {
        return one.ledger->mayBeRenamed(one.renames);
    });
    return std::ranges::any_of(command.refusals, has) || (isNowhere && isRenamed);
}

/// What SELECT with QRESYNC tells of the time since the mailbox was left ends where it tells of
/// what happens now: with an expunge, or another EXISTS.
void Player::collect(const Response& response)
{
    const bool isExists = response.kind == Response::Kind::Exists;
    const bool isVanished = response.kind == Response::Kind::Vanished;
    if ((isExists && resync_->isCounted) || (isVanished && !response.isEarlier)) {
        picture_->resync(*resync_, modes_, count_);
        resync_.reset();
        return;
    }
    resync_->isCounted = resync_->isCounted || isExists;
    if (const auto highest = response.codeOf("HIGHESTMODSEQ"))
        resync_->highest = toNumber(*highest);
    if (isVanished)
        resync_->vanished = response.numbers;
    if (response.kind == Response::Kind::Fetch)
        resync_->fetched.push_back(response);
}

/// RFC 7162 section 6
void Player::takePosition(const Response& response)
{
    if (response.kind == Response::Kind::Fetch && response.modSeq)
        seenModSeq_ = std::max(seenModSeq_, *response.modSeq);
    if (const auto position = response.codeOf("HIGHESTMODSEQ"))
        toldPosition_ = toNumber(*position);
}

void Player::watchOwn(std::uint32_t uid, Flags flags)
{
    if (world_.replaces)
        return;
    const auto& own = own_[&picture_->ledger()];
    const auto found = own.find(uid);
    if (found == own.end() || !found->second.bears)
        return;
    const bool bears = (flags & ownKeyword(number_ % ownKeywords)) != 0;
    if (bears != *found->second.bears)
        throw Broken(
            "UID " + std::to_string(uid) + (bears ? " bears" : " does not bear")
            + " the keyword that only this session changes"
        );
}

void Player::act()
{
    if (!picture_ || dice_.roll(40) == 0) {
        open();
        return;
    }
    const bool hasNew
        = std::ranges::any_of(picture_->rows(), [](const Known& row) { return row.uid == 0; });
    if (hasNew && dice_.chance(40)) {
        exchange({fetchNew()});
        return;
    }
    switch (dice_.roll(14)) {
    case 0:
        idle(milliseconds(dice_.roll(300)));
        break;
    case 2:
        exchange({fetchPartial()});
        break;
    case 3:
        exchange({beginContext()});
        break;
    case 4:
        if (dice_.roll(4) == 0) {
            rename();
            break;
        }
        pipeline();
        break;
    case 1:
        if (dice_.roll(20) == 0)
            connect();
        else
            exchange({{.text = dice_.chance(50) ? "NOOP" : "CHECK"}});
        break;
    default:
        pipeline();
        break;
    }
}

Command Player::reading(bool byUid)
{
    switch (dice_.roll(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
        return fetch(byUid);
    case 4:
        return sort(byUid);
    case 5:
        return thread(byUid);
    case 6:
        return byUid ? searchPartial() : search(false);
    default:
        return search(byUid);
    }
}

/// What takes messages away, brings them, or changes them, by UID. In a large mailbox more are
/// taken away.
Command Player::changing(bool isLarge)
{
    const auto roll = dice_.roll(60);
    if (roll < (isLarge ? 25 : 28))
        return store(true);
    if (roll < (isLarge ? 42 : 33))
        return expunge(dice_.chance(50));
    if (roll < (isLarge ? 49 : 38))
        return transfer(true, true);
    if (roll < (isLarge ? 51 : 43))
        return transfer(true, false);
    if (roll < (isLarge ? 53 : 54))
        return append();
    return roll < 57 ? catenate() : replace(true);
}

/// What is about mailboxes, not messages.
Command Player::ofMailboxes()
{
    switch (dice_.roll(9)) {
    case 0:
        return uidBatches();
    case 1:
        return listStatus();
    case 2:
    case 3:
        return searchAll();
    case 4:
        return setNote();
    case 5:
        return getNote();
    case 6:
        return grant();
    case 7:
        return getGrant();
    default:
        return status();
    }
}

/// One command or several at once: those with message numbers stand first, for behind any other
/// they would be ambiguous (RFC 9051 section 5.5).
void Player::pipeline()
{
    std::vector<Command> commands;
    const auto numbered = modes_.speaksOfUidsOnly() ? 0 : dice_.roll(3);
    const auto others = numbered == 0 ? 1 + dice_.roll(3) : dice_.roll(2);
    isFirst_ = true;
    for (std::uint64_t i = 0; i < numbered; ++i) {
        commands.push_back(dice_.chance(50) ? store(false) : reading(false));
        isFirst_ = false;
    }
    const bool isLarge = picture_->size() > world_.size;
    const bool saves = dice_.roll(10) == 0;
    if (saves) {
        commands.push_back(searchSaving());
        commands.push_back(dice_.chance(70) ? fetchSaved() : copySaved());
    }
    for (std::uint64_t i = 0; i < others; ++i) {
        const auto roll = dice_.roll(100);
        if (roll < 25)
            commands.push_back(reading(true));
        else
            commands.push_back(roll < 85 ? changing(isLarge) : ofMailboxes());
    }
    // By number only where nothing before it may expunge.
    if (numbered == 0 && !saves && !modes_.speaksOfUidsOnly() && dice_.roll(10) == 0)
        commands = {dice_.chance(20) ? replace(false) : transfer(false, dice_.chance(50))};
    exchange(std::move(commands));
}

void Player::run()
{
    connect();
    while (!world_.isEnding) {
        if (world_.isPausing)
            checkpoint();
        else
            act();
        if (world_.gate.isStopped())
            throw Stopped();
    }
}

} // namespace postamt::chaos
