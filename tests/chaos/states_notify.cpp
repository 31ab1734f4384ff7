// NOTIFY (RFC 5465): a session that is told unasked.
#include "states_player.h"

#include <algorithm>
#include <array>

namespace postamt::chaos {

/// Asks to be told of the selected mailbox, or of the others, or of both.
void Player::notify()
{
    const bool ofSelected = dice_.chance(70);
    const bool ofOthers = !ofSelected || dice_.chance(60);
    std::string text = "NOTIFY SET";
    hearsOfOthers_ = ofOthers;
    hearsFlagsOfOthers_ = ofOthers && dice_.chance(60);
    if (ofOthers && dice_.chance(60))
        text += " STATUS";
    if (ofSelected) {
        const bool delays = dice_.chance(40);
        modes_.notify = delays ? Modes::Notify::Delayed : Modes::Notify::AtOnce;
        text += delays ? " (selected-delayed (MessageNew" : " (selected (MessageNew";
        if (dice_.chance(60))
            text += modes_.condstore ? " (UID FLAGS MODSEQ PREVIEW)" : " (UID FLAGS EMAILID)";
        text += " MessageExpunge FlagChange))";
    }
    if (ofOthers) {
        for (const auto* which : {" (personal", " (subtree \"Other Users\""}) {
            text += std::string(which) + " (MessageNew MessageExpunge";
            text += hearsFlagsOfOthers_ ? " FlagChange MailboxName))" : "))";
        }
    }
    exchange({{.text = text}});
}

/// STATUS of a mailbox that is not selected.
void Player::noteStatus(const Response& response)
{
    if (!hearsOfOthers_)
        return;
    const auto* ledger = ledgerNamed(response.mailbox);
    const bool isSelected = picture_ && &picture_->ledger() == ledger;
    const auto validity = response.values.find("UIDVALIDITY");
    // It may tell of the mailbox that had this name before.
    if (ledger != nullptr && !isSelected
        && (validity == response.values.end() || ledger->isValidity(validity->second)))
        told_[ledger] = response.values;
}

/// Nothing, or which mailbox has other counters than it was told.
std::string Player::differenceOfOthers() const
{
    for (const auto& [ledger, values] : told_) {
        const auto& counters = world_.counters.at(ledger);
        const std::array<std::pair<std::string_view, std::uint64_t>, 4> all{
            {{"MESSAGES", counters.messages},
             {"UIDNEXT", counters.uidNext},
             {"UNSEEN", counters.unseen},
             {"HIGHESTMODSEQ", counters.highestModSeq}}
        };
        const auto known = all.begin() + (hearsFlagsOfOthers_ ? 4 : 2);
        for (auto one = all.begin(); one != known; ++one) {
            const auto found = values.find(std::string(one->first));
            if (found != values.end() && found->second != one->second)
                return ledger->label() + " has " + std::string(one->first) + " "
                    + std::to_string(found->second) + ", it is " + std::to_string(one->second);
        }
    }
    return {};
}

} // namespace postamt::chaos
