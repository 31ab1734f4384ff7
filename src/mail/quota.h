#pragma once

#include "mail/account_state.h"

#include <cstdint>

namespace postamt::mail {

/// How much an account may hold; 0 means no limit.
struct QuotaLimits {
    std::uint64_t bytes = 0;
    std::uint64_t messages = 0;

    /// True if the account holds more than it may, as after a limit was lowered.
    bool isExceededBy(const AccountState& state) const
    {
        return (bytes != 0 && state.storage() > bytes)
            || (messages != 0 && state.record.messages > messages);
    }
};

} // namespace postamt::mail
