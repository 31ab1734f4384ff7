// How a session opens, leaves and watches mailboxes.
#include "states_player.h"

#include <algorithm>
#include <array>

namespace postamt::chaos {

namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{60};

/// "1,3 17,25": some messages with their UIDs, for the server to see from where on the client is
/// behind (RFC 7162 section 3.2.5.2).
std::string sequenceMatch(const std::map<std::uint32_t, Known>& rows, Dice& dice)
{
    Numbers numbers;
    Numbers uids;
    std::uint32_t number = 0;
    for (const auto& [uid, row] : rows) {
        ++number;
        if (dice.chance(20)) {
            numbers.push_back(number);
            uids.push_back(uid);
        }
    }
    return numbers.empty() ? "" : " (" + setOf(numbers) + " " + setOf(uids) + ")";
}

} // namespace

/// What a client that knows QRESYNC keeps of a mailbox when it leaves. Only a whole picture: what
/// it was not told it could not ask for later.
void Player::keep()
{
    kept_.erase(&picture_->ledger());
    if (!modes_.qresync || !picture_->isComplete() || picture_->position == 0)
        return;
    Kept kept;
    for (const auto& row : picture_->rows()) {
        if (row.modSeq == 0)
            return;
        kept.rows[row.uid] = row;
    }
    kept.position = picture_->position;
    kept_[&picture_->ledger()] = std::move(kept);
}

void Player::leave()
{
    const bool closes = dice_.chance(50);
    keep();
    exchange({{.text = closes ? "CLOSE" : "UNSELECT"}});
    // What is told of it from now on is told by STATUS.
    told_.erase(&picture_->ledger());
    picture_.reset();
    contexts_.clear();
}

void Player::open()
{
    if (picture_ && dice_.chance(40))
        leave();
    else if (picture_)
        keep();
    auto& ledger = world_.box(dice_.chance(75) ? 0 : dice_.roll(world_.boxes.size()));
    const bool readOnly = dice_.chance(15);
    Command command;
    command.text = (readOnly ? "EXAMINE " : "SELECT ") + name(command, ledger);
    auto resync = std::make_shared<Picture::Resync>();
    const auto kept = kept_.find(&ledger);
    const bool resyncs = modes_.qresync && kept != kept_.end() && dice_.chance(85);
    if (resyncs) {
        resync->before = kept->second.rows;
        command.text += " (QRESYNC (" + std::to_string(validity_.at(&ledger)) + " "
            + std::to_string(kept->second.position);
        if (!resync->before.empty() && dice_.chance(30)) {
            Numbers uids;
            for (const auto& [uid, row] : resync->before)
                uids.push_back(uid);
            resync->isPartial = true;
            command.text += " " + setOf(uids);
        }
        if (!modes_.uidOnly)
            command.text += sequenceMatch(resync->before, dice_);
        command.text += "))";
    }
    const bool enables = !resyncs && dice_.chance(20);
    if (enables)
        command.text += " (CONDSTORE)";
    const bool isOpen = picture_.has_value();
    auto& fresh = isOpen ? coming_ : picture_;
    const bool takesRecent = !readOnly && ledger.owner() == user_;
    fresh.emplace(ledger, ++world_.openings, readOnly, takesRecent);
    const auto floor = ledger.floor();
    command.untagged = [this, &ledger, floor](const Response& response) {
        if (coming_)
            return; // it is about the mailbox that was open before
        if (const auto validity = response.codeOf("UIDVALIDITY")) {
            validity_[&ledger] = static_cast<std::uint32_t>(toNumber(*validity));
            ledger.validity(validity_[&ledger]);
        }
        const auto modSeq = response.codeOf("HIGHESTMODSEQ");
        if (modSeq && toNumber(*modSeq) < floor.modSeq)
            throw Broken(
                "HIGHESTMODSEQ is below " + std::to_string(floor.modSeq) + ", which was told before"
            );
        const auto uidNext = response.codeOf("UIDNEXT");
        if (uidNext && toNumber(*uidNext) < floor.uidNext)
            throw Broken(
                "UIDNEXT is below " + std::to_string(floor.uidNext) + ", which was told before"
            );
    };
    auto isThere = std::make_shared<bool>(false);
    command.done = [this, enables, isThere](const Response&) {
        *isThere = true;
        // What NOTIFY tells before the server has read of it is without modseq.
        modes_.condstore = modes_.condstore || enables;
        if (coming_)
            throw Broken("SELECT without CLOSED");
        if (resync_)
            picture_->resync(*resync_, modes_, count_);
        resync_.reset();
    };
    resync_ = resyncs ? resync : nullptr;
    const auto* left = picture_ ? &picture_->ledger() : nullptr;
    exchange({command});
    told_.erase(left);
    told_.erase(&ledger);
    if (!*isThere) { // it had just got another name
        resync_.reset();
        coming_.reset();
        picture_.reset();
        contexts_.clear();
    }
    if (!picture_ || picture_->size() == 0)
        return;
    // A look at everything shows whether the resync was the truth.
    const auto before = picture_->rows();
    const auto position = picture_->position;
    Command look = fetchAll();
    look.untagged = [before, position, resyncs](const Response& response) {
        if (!resyncs || response.kind != Response::Kind::Fetch || !response.modSeq)
            return;
        const auto known = std::ranges::find(before, response.uid.value_or(0), &Known::uid);
        if (known == before.end() || known->uid == 0)
            return;
        if (*response.modSeq != known->modSeq && *response.modSeq <= position)
            throw Broken("QRESYNC did not tell of UID " + std::to_string(known->uid));
    };
    look.done = [this, now = count_ + 1](const Response&) {
        for (const auto& row : picture_->rows()) {
            if (row.uid == 0 && row.born < now)
                throw Broken("FETCH 1:* left something out");
        }
    };
    if (resyncs || dice_.chance(80))
        exchange({look});
}

void Player::beginIdle()
{
    ++count_;
    seenModSeq_ = 0;
    toldPosition_.reset();
    idleTag_ = "s" + std::to_string(number_) + "." + std::to_string(++tags_);
    wire_->send(idleTag_ + " IDLE\r\n");
    for (auto response = next(patience); response.kind != Response::Kind::Continue;
         response = next(patience))
        handle(response, {});
}

void Player::listen(milliseconds span, bool mayExpunge)
{
    Command nothing;
    nothing.isNumbered = !mayExpunge;
    const auto end = Time::now() + span;
    for (;;) {
        const auto left = std::chrono::duration_cast<milliseconds>(end - Time::now());
        auto text = wire_->response(std::max(left, milliseconds(0)));
        if (text) {
            world_.responses.fetch_add(1, std::memory_order_relaxed);
            if (liar_.passOn(*text))
                handle(parse(*text), nothing);
        } else if (left <= milliseconds(0)) {
            return;
        }
    }
}

void Player::endIdle()
{
    wire_->send("DONE\r\n");
    Command command{.text = "IDLE"};
    command.tag = idleTag_;
    for (;;) {
        const auto response = next(patience);
        if (response.kind == Response::Kind::Tagged) {
            finish(response, command);
            break;
        }
        handle(response, command);
    }
    world_.commands.fetch_add(1, std::memory_order_relaxed);
}

void Player::idle(milliseconds span)
{
    beginIdle();
    listen(span, true);
    endIdle();
}

} // namespace postamt::chaos
