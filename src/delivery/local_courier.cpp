#include "delivery/local_courier.h"

#include "accounts/open_account.h"
#include "delivery/deliver.h"

#include <utility>

namespace postamt::delivery {

LocalCourier::LocalCourier(
    accounts::Directory& directory,
    mail::AccountPool& pool,
    Workers& workers,
    const Clock& clock,
    std::function<mail::QuotaLimits()> quota
)
    : directory_(directory), pool_(pool), workers_(workers), clock_(clock), quota_(std::move(quota))
{
}

Task<Result<>> LocalCourier::deliver(std::string address, std::string message)
{
    const auto found = directory_.resolve(address);
    if (!found)
        co_return std::unexpected(found.error());
    if (found->recipients.empty())
        co_return no("there is no mailbox <" + address + ">", "NONEXISTENT");
    Recipient recipient;
    recipient.address = std::move(address);
    for (const auto& target : found->recipients) {
        auto account = co_await accounts::openAccount(directory_, pool_, target.account, quota_());
        if (!account)
            co_return std::unexpected(account.error());
        recipient.targets.push_back({std::move(*account), target.detail});
    }
    Envelope envelope;
    envelope.recipients.push_back(std::move(recipient));
    auto body = store::makeBody("Return-Path: <>\r\n" + std::move(message));
    const auto results
        = co_await delivery::deliver(workers_, clock_, std::move(envelope), std::move(body));
    co_return results.front();
}

} // namespace postamt::delivery
