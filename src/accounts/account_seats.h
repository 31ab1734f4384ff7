#pragma once

#include "mail/ids.h"

#include <cstddef>
#include <memory>

namespace postamt::accounts {

/// Counts the connections of each account. Used from any thread.
class AccountSeats {
public:
    /// `limit`: connections of one account at one time.
    explicit AccountSeats(std::size_t limit);

    /// The right to one connection, given back when the last copy goes; null if there are too many.
    std::shared_ptr<void> take(mail::AccountId account);

    /// Holds for those that come from now on.
    void setLimit(std::size_t limit);

private:
    struct Counts;
    std::shared_ptr<Counts> counts_; ///< shared with the seats, which may outlive us
};

} // namespace postamt::accounts
