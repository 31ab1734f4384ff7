#pragma once

#include "states_wire.h"
#include "states_world.h"

namespace postamt::chaos {

/// The fresh session: says, while all others stand still, what is really there, and compares it
/// with what was acknowledged.
class Judge {
public:
    explicit Judge(World& world);

    void create(const std::string& mailbox) { ask("CREATE " + mailbox); }

    /// Fills world.fresh and world.counters. Broken if something was lost, or the counters of a mailbox are wrong.
    void look();

    std::string transcript(std::size_t lines) const { return wire_.transcript(lines); }

private:
    std::vector<Response> ask(const std::string& command);
    void look(Ledger& ledger);

    World& world_;
    Wire wire_;
    std::uint64_t tags_ = 0;
};

} // namespace postamt::chaos
