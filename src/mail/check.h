#pragma once

#include "base/result.h"
#include "mail/ids.h"
#include "store/engine.h"

#include <cstdint>
#include <functional>
#include <string>

namespace postamt::mail {

/// Something in the store that should not be.
struct Finding {
    AccountId account; ///< 0: it belongs to no account
    std::string text; ///< one sentence, names of mailboxes as stored
};

struct CheckOptions {
    /// Read every body and compare its hash with its name. Takes as long as reading the store.
    bool hashes = false;
};

/// What check() looked at.
struct Checked {
    std::uint64_t accounts = 0;
    std::uint64_t mailboxes = 0;
    std::uint64_t messages = 0;
    std::uint64_t tombstones = 0;
    std::uint64_t bodies = 0; ///< in the store, also those no one holds
    std::uint64_t findings = 0;
};

/// Verifies that all mail in the store fits together: records decode; each message has its summary,
/// its body and its holder key; counters, quotas, UIDs and modseqs are right. Calls `report` for
/// each finding. Bodies that no one holds are none: they wait for Engine::purge(). Blocks; the
/// store may be in use meanwhile (an account that changes during its check is checked again). An
/// error means that the store could not be read to the end.
Result<Checked> check(
    store::Engine& engine,
    const CheckOptions& options,
    const std::function<void(const Finding&)>& report
);

} // namespace postamt::mail
