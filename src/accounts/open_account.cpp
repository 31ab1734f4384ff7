#include "accounts/open_account.h"

namespace postamt::accounts {

mail::QuotaLimits quotaOf(const Account& account, const mail::QuotaLimits& standard)
{
    return {
        .bytes = account.quotaBytes().value_or(standard.bytes),
        .messages = account.quotaMessages().value_or(standard.messages),
    };
}

Task<Result<std::shared_ptr<mail::Account>>> openAccount(
    Directory& directory, mail::AccountPool& pool, mail::AccountId id, mail::QuotaLimits standard
)
{
    const auto known = directory.account(id);
    if (!known)
        co_return std::unexpected(known.error());
    if (!*known)
        co_return no("there is no such account", "NONEXISTENT");
    auto account = co_await pool.account(id);
    if (account)
        (*account)->setQuota(quotaOf(**known, standard));
    co_return account;
}

} // namespace postamt::accounts
