#pragma once

#include "states_wire.h"
#include "states_world.h"

namespace postamt::chaos {

/// The fresh session: says, while all others stand still, what is really there, and compares it
/// with what was acknowledged.
class Judge {
public:
    /// Logs in as that user.
    Judge(World& world, std::string user);

    /// Makes the mailboxes of this user, but for INBOX, and lets the other users do all in them.
    void prepare();

    /// While all stand still: RENAME of INBOX, whose messages go with it. There is a new ledger
    /// then for the new INBOX, in the place of the old.
    void renameInbox();

    /// Fills world.fresh and world.counters. Broken if something was lost, or the counters of a
    /// mailbox are wrong.
    void look();

    std::string transcript(std::size_t lines) const { return wire_.transcript(lines); }

private:
    std::vector<Response> ask(const std::string& command);
    void look(Ledger& ledger);
    void share(const Ledger& ledger);
    std::string nameOf(const Ledger& ledger) const;

    World& world_;
    const std::string user_;
    Wire wire_;
    std::uint64_t tags_ = 0;
};

} // namespace postamt::chaos
