#pragma once

#include "accounts/directory.h"
#include "base/clock.h"
#include "base/workers.h"
#include "mail/account_pool.h"
#include "queue/courier.h"

#include <functional>

namespace postamt::delivery {

/// Brings the service's own messages into the INBOX of the people here. The parts must outlive it.
class LocalCourier : public queue::Courier {
public:
    /// `quota`: that of accounts that have none of their own, asked anew each time.
    LocalCourier(
        accounts::Directory& directory,
        mail::AccountPool& pool,
        Workers& workers,
        const Clock& clock,
        std::function<mail::QuotaLimits()> quota
    );

    /// No [NONEXISTENT] if the address is nobody's.
    Task<Result<>> deliver(std::string address, std::string message) override;

private:
    accounts::Directory& directory_;
    mail::AccountPool& pool_;
    Workers& workers_;
    const Clock& clock_;
    const std::function<mail::QuotaLimits()> quota_;
};

} // namespace postamt::delivery
