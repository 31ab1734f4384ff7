// When all stand still: what a session knows is compared with what is there.
#include "states_player.h"

namespace postamt::chaos {

namespace {

using std::chrono::milliseconds;

/// What was not told in so many waits is not told at all. Counted, not timed: on a busy machine
/// many seconds may pass in which nobody had a turn.
constexpr milliseconds oneWait{50};
constexpr unsigned mostWaits = 600;

} // namespace

/// Some come to the gate in IDLE: what others do until all stand still must reach them unasked, and
/// so it must those who have asked for it by NOTIFY.
void Player::checkpoint()
{
    const bool idles = picture_ && dice_.chance(40);
    if (idles)
        beginIdle();
    world_.gate.arrive();
    awaitUnasked(idles);
    compare();
    world_.gate.arrive();
}

void Player::awaitUnasked(bool idles)
{
    const bool hearsSelected = picture_ && (idles || modes_.notify == Modes::Notify::AtOnce);
    const auto difference = [&]() -> std::string {
        if (hearsSelected) {
            // In IDLE new messages are told only as a number.
            const auto& fresh = world_.fresh.at(&picture_->ledger());
            if (auto what = picture_->difference(fresh, modes_); !what.empty())
                return what;
        }
        return differenceOfOthers();
    };
    if (picture_)
        picture_->isLate = true;
    const bool mayExpunge = idles || modes_.notify != Modes::Notify::Delayed;
    unsigned waits = 0;
    for (auto what = difference(); !what.empty(); what = difference()) {
        if (++waits > mostWaits)
            throw Broken("it is not told unasked what has happened: the session knows " + what);
        listen(oneWait, mayExpunge);
    }
    // Where UIDs are not known yet they may agree by chance, while more is on the way.
    if (idles)
        endIdle();
}

void Player::compare()
{
    if (!picture_)
        return;
    exchange({{.text = "NOOP"}});
    picture_->isLate = false;
    if (!picture_->isComplete() && picture_->size() > 0)
        exchange({fetchAll()});
    if (!picture_->isComplete())
        throw Broken("FETCH 1:* left something out");
    const auto what = picture_->difference(world_.fresh.at(&picture_->ledger()), modes_);
    if (!what.empty())
        throw Broken("the session knows " + what);
    compareContexts();
    compareAll();
}

} // namespace postamt::chaos
