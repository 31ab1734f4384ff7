#pragma once

#include "mail/ids.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace postamt::accounts {

/// Counts the logged-in sessions of each account, of all protocols together (the setting
/// limits.connections_per_account). From any thread.
class SessionLimit {
    struct Counts;

public:
    explicit SessionLimit(std::size_t perAccount);

    /// The right to one session, given back when it goes.
    class Ticket {
    public:
        Ticket(Ticket&& other) noexcept = default;
        Ticket& operator=(Ticket&& other) noexcept;
        ~Ticket();

    private:
        friend class SessionLimit;
        Ticket(std::shared_ptr<Counts> counts, mail::AccountId account);
        void giveBack();

        std::shared_ptr<Counts> counts_;
        mail::AccountId account_;
    };

    /// Nothing if the account has as many sessions as it may.
    std::optional<Ticket> admit(mail::AccountId account);

    /// Holds from now on; sessions above the new limit stay.
    void set(std::size_t perAccount);

private:
    std::shared_ptr<Counts> counts_;
};

} // namespace postamt::accounts
