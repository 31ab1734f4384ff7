// How a session comes to be: as whom, and with what switched on.
#include "states_player.h"

#include <array>

namespace postamt::chaos {

namespace {

constexpr std::chrono::seconds patience{60};

/// What a session switches on, one as often as the other.
struct Kind {
    std::string_view enabled;
    bool notifies = false;
};

constexpr std::array<Kind, 12> kinds{
    {{""},
     {""},
     {"CONDSTORE"},
     {"CONDSTORE"},
     {"QRESYNC"},
     {"QRESYNC"},
     {"UIDONLY"},
     {"UIDONLY QRESYNC"},
     {"", true},
     {"CONDSTORE", true},
     {"QRESYNC", true},
     {"UIDONLY CONDSTORE", true}}
};

} // namespace

/// On a new line, or on the old one after UNAUTHENTICATE (RFC 8437).
void Player::connect()
{
    if (wire_ && dice_.chance(60)) {
        exchange({{.text = "UNAUTHENTICATE"}});
    } else {
        wire_ = std::make_unique<Wire>(world_.imaps, true);
        next(patience);
    }
    picture_.reset();
    modes_ = {};
    contexts_.clear();
    told_.clear();
    hearsOfOthers_ = false;
    logIn();
    enable();
}

void Player::logIn()
{
    user_ = world_.users[dice_.chance(70) ? 0 : 1];
    exchange({{.text = "LOGIN " + user_ + " \"" + world_.password + "\""}});
    if (!wire_->isCompressed() && dice_.chance(25)) {
        exchange({{.text = "COMPRESS DEFLATE"}});
        wire_->compress();
    }
}

void Player::enable()
{
    const auto kind = kinds[dice_.roll(kinds.size())];
    std::string enabled(kind.enabled.empty() ? "" : " ");
    enabled += kind.enabled;
    modes_.rev2 = dice_.chance(40);
    if (modes_.rev2)
        enabled += " IMAP4rev2";
    if (!enabled.empty())
        exchange({{.text = "ENABLE" + enabled}});
    const auto has = [&](std::string_view one) { return enabled.find(one) != std::string::npos; };
    modes_.qresync = has("QRESYNC");
    modes_.condstore = modes_.qresync || has("CONDSTORE");
    modes_.uidOnly = has("UIDONLY");
    const bool first = dice_.chance(50);
    if (kind.notifies && first)
        notify();
    open();
    if (kind.notifies && !first)
        notify();
}

} // namespace postamt::chaos
