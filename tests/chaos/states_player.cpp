#include "states_player.h"

#include <algorithm>
#include <array>

namespace postamt::chaos {

namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock;

/// The machine may be busy with other things; who waits so long waits for ever.
constexpr std::chrono::seconds patience{60};
constexpr std::chrono::seconds wakePatience{20};

} // namespace

Player::Player(World& world, unsigned number, std::uint64_t seed)
    : world_(world), number_(number), dice_(seed)
{
}

std::string Player::transcript(std::size_t lines) const
{
    return wire_ ? wire_->transcript(lines) : "";
}

void Player::connect()
{
    wire_ = std::make_unique<Wire>(world_.imaps, true);
    next(patience);
    picture_.reset();
    modes_ = {};
    exchange({{.text = "LOGIN " + world_.user + " \"" + world_.password + "\""}});
    const auto kind = dice_.roll(6);
    std::string enabled;
    if (kind == 1 || kind == 2)
        enabled = " CONDSTORE";
    if (kind >= 3 && kind <= 4)
        enabled = " QRESYNC";
    modes_.rev2 = dice_.chance(40);
    if (modes_.rev2)
        enabled += " IMAP4rev2";
    if (!enabled.empty())
        exchange({{.text = "ENABLE" + enabled}});
    modes_.condstore = kind >= 1 && kind <= 4;
    modes_.qresync = kind >= 3 && kind <= 4;
    open();
}

Response Player::next(milliseconds span)
{
    const auto text = wire_->response(span);
    if (!text)
        throw Broken("no answer in " + std::to_string(span.count()) + " ms");
    world_.responses.fetch_add(1, std::memory_order_relaxed);
    return parse(*text);
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

void Player::handle(const Response& response, const Command& command)
{
    if (response.kind == Response::Kind::Condition && response.condition != "OK")
        throw Broken("an untagged " + response.condition);
    if (response.codeOf("CLOSED")) {
        picture_ = std::move(coming_);
        coming_.reset();
    }
    takePosition(response);
    if (resync_ && picture_)
        collect(response);
    if (picture_)
        picture_->take(response, modes_, !command.isNumbered, count_);
    if (picture_ && response.kind == Response::Kind::Fetch && response.flags)
        watchOwn(picture_->rows()[response.number - 1].uid, *response.flags);
    if (command.untagged)
        command.untagged(response);
}

void Player::finish(const Response& response, const Command& command)
{
    if (response.tag != command.tag)
        throw Broken("the answer to " + command.tag + " was expected, not to " + response.tag);
    takePosition(response);
    if (picture_)
        picture_->position = toldPosition_.value_or(std::max(picture_->position, seenModSeq_));
    if (response.condition == "OK") {
        if (command.done)
            command.done(response);
        return;
    }
    const bool isExpected = response.condition == "NO" && !command.refusal.empty()
        && response.codeOf(command.refusal);
    if (!isExpected)
        throw Broken("refused: " + command.text.substr(0, 200));
}

/// What SELECT with QRESYNC tells of the time since the mailbox was left ends where it tells of
/// what happens now: with an expunge, or another EXISTS.
void Player::collect(const Response& response)
{
    const bool isExists = response.kind == Response::Kind::Exists;
    const bool isVanished = response.kind == Response::Kind::Vanished;
    if ((isExists && resync_->isCounted) || (isVanished && !response.isEarlier)) {
        picture_->resync(*resync_, count_);
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
    if (world_.replaces || uid == 0)
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
    switch (dice_.roll(12)) {
    case 0:
        idle(milliseconds(dice_.roll(300)));
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

/// One command or several at once: those with message numbers stand first, for behind any other
/// they would be ambiguous (RFC 9051 section 5.5).
void Player::pipeline()
{
    std::vector<Command> commands;
    const auto numbered = dice_.roll(3);
    const auto others = numbered == 0 ? 1 + dice_.roll(3) : dice_.roll(2);
    const auto reading = [&](bool byUid) {
        switch (dice_.roll(4)) {
        case 0:
        case 1:
            return fetch(byUid);
        default:
            return search(byUid);
        }
    };
    isFirst_ = true;
    for (std::uint64_t i = 0; i < numbered; ++i) {
        commands.push_back(dice_.chance(50) ? store(false) : reading(false));
        isFirst_ = false;
    }
    const bool isLarge = picture_->size() > world_.size;
    const bool saves = dice_.roll(10) == 0;
    if (saves) {
        commands.push_back(searchSaving());
        commands.push_back(fetchSaved());
    }
    for (std::uint64_t i = 0; i < others; ++i) {
        const auto roll = dice_.roll(100);
        if (roll < 30)
            commands.push_back(store(true));
        else if (roll < 55)
            commands.push_back(reading(true));
        else if (roll < (isLarge ? 75 : 60))
            commands.push_back(expunge(dice_.chance(50)));
        else if (roll < (isLarge ? 82 : 67))
            commands.push_back(transfer(true, true));
        else if (roll < (isLarge ? 84 : 72))
            commands.push_back(transfer(true, false));
        else if (roll < (isLarge ? 88 : 90))
            commands.push_back(append());
        else
            commands.push_back(status());
    }
    // By number only where nothing before it may expunge.
    if (numbered == 0 && !saves && dice_.roll(10) == 0)
        commands = {transfer(false, dice_.chance(50))};
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

// ---- when all stand still

/// Some come to the gate in IDLE: what others do until all stand still must reach them unasked.
void Player::checkpoint()
{
    const bool idles = picture_ && dice_.chance(40);
    if (idles)
        beginIdle();
    world_.gate.arrive();
    if (idles)
        compareIdling();
    compare();
    world_.gate.arrive();
}

/// In IDLE new messages are told only as a number.
bool Player::agrees(std::string* why) const
{
    const auto& fresh = world_.fresh.at(&picture_->ledger());
    const auto& rows = picture_->rows();
    if (rows.size() != fresh.size()) {
        *why = std::to_string(rows.size()) + " messages, there are " + std::to_string(fresh.size());
        return false;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const bool hasUid = row.uid == 0 || row.uid == fresh[i].uid;
        const bool hasFlags
            = !row.flags || row.isStale || (*row.flags & ~flag::recent) == fresh[i].flags;
        const bool hasModSeq
            = row.modSeq == 0 || !modes_.condstore || row.modSeq == fresh[i].modSeq;
        if (hasUid && hasFlags && hasModSeq)
            continue;
        *why = "message " + std::to_string(i + 1) + " has UID " + std::to_string(row.uid)
            + ", modseq " + std::to_string(row.modSeq) + ", flags ("
            + namesOf(row.flags.value_or(0)) + "), it is UID " + std::to_string(fresh[i].uid)
            + ", modseq " + std::to_string(fresh[i].modSeq) + ", flags (" + namesOf(fresh[i].flags)
            + ")";
        return false;
    }
    return true;
}

void Player::compareIdling()
{
    const auto deadline = Time::now() + wakePatience;
    std::string why;
    picture_->isLate = true;
    while (!agrees(&why)) {
        if (Time::now() > deadline)
            throw Broken("IDLE does not tell what has happened: " + why);
        listen(milliseconds(50));
    }
    // Where UIDs are not known yet they may agree by chance, while more is on the way.
    endIdle();
    picture_->isLate = false;
}

void Player::compare()
{
    if (!picture_)
        return;
    exchange({{.text = "NOOP"}});
    if (!picture_->isComplete()) {
        const std::string what = modes_.condstore ? "(UID FLAGS MODSEQ)" : "(UID FLAGS)";
        if (picture_->size() > 0)
            exchange({
                {.text = "FETCH 1:* " + what, .isNumbered = true}
            });
    }
    std::string why;
    if (!picture_->isComplete())
        throw Broken("FETCH 1:* left something out");
    if (!agrees(&why))
        throw Broken("the session knows " + why);
}

} // namespace postamt::chaos
