#pragma once

#include "accounts/directory.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account_pool.h"

#include <memory>

namespace postamt::accounts {

/// How much an account may hold: its own limits, or those of the service where it has none.
mail::QuotaLimits quotaOf(const Account& account, const mail::QuotaLimits& standard);

/// The mail of an account of the directory, with its quota set. Everyone who works on mail gets it
/// here. No [NONEXISTENT] if the directory has no such account, else Temporary. The two references
/// must outlive the task.
Task<Result<std::shared_ptr<mail::Account>>> openAccount(
    Directory& directory, mail::AccountPool& pool, mail::AccountId id, mail::QuotaLimits standard
);

} // namespace postamt::accounts
