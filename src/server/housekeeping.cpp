#include "server/housekeeping.h"

#include "accounts/open_account.h"
#include "base/fault_point.h"
#include "base/log.h"
#include "mail/sweep.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace postamt::server {

namespace {

/// The start has other things to do.
constexpr std::chrono::milliseconds firstWait = std::chrono::minutes(5);
constexpr std::chrono::milliseconds wait = std::chrono::hours(1);
constexpr UnixSeconds day = 24 * 60 * 60;

/// A body that no account holds stays so long: a backup or a delivery may be about to use it.
constexpr UnixSeconds bodyAge = day;

} // namespace

Housekeeping::Housekeeping(Parts& parts)
    : parts_(parts), executor_(parts.threads.next()), timer_(executor_)
{
}

void Housekeeping::start()
{
    scope_.spawn(executor_, run());
}

Task<> Housekeeping::stop()
{
    stopping_ = true;
    scope_.spawn(executor_, cancel());
    co_await scope_.join();
}

Task<> Housekeeping::cancel()
{
    timer_.cancel();
    co_return;
}

Task<> Housekeeping::run()
{
    timer_.expires_after(
        std::chrono::milliseconds(faultNumber("housekeeping.first_wait", firstWait.count()))
    );
    while (!stopping_) {
        boost::system::error_code code;
        co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, code));
        if (stopping_)
            break;
        co_await round();
        timer_.expires_after(
            std::chrono::milliseconds(faultNumber("housekeeping.wait", wait.count()))
        );
    }
}

Task<> Housekeeping::round()
{
    const auto settings = parts_.settings.current();
    const auto now = parts_.clock.seconds();
    const auto keep = settings->values.number("mail.undelete_days") * day;
    const auto before = now - faultNumber("housekeeping.undelete", keep);
    const auto accounts = parts_.directory.accounts();
    if (!accounts)
        log::error("server", "housekeeping: {}", accounts.error().text);
    std::uint64_t messages = 0;
    for (const auto& known : accounts.value_or(std::vector<accounts::Account>())) {
        if (stopping_)
            co_return;
        auto account = co_await accounts::openAccount(
            parts_.directory, parts_.mail, known.id, settings->quota
        );
        if (!account)
            continue; // removed meanwhile, or the store fails, which others complain about
        const auto swept = co_await mail::sweep(std::move(*account), before);
        if (!swept)
            log::error("server", "sweeping {}: {}", known.address, swept.error().text);
        else
            messages += swept->messages;
    }
    auto review = [&authenticator = parts_.authenticator] { authenticator.reviewSeats(); };
    co_await parts_.workers.run(std::move(review));
    auto sweep = [&signIns = parts_.signIns] { return signIns.sweep(); };
    const auto signInsSwept = co_await parts_.workers.run(std::move(sweep));
    if (!signInsSwept)
        log::error("server", "sweeping sign-ins: {}", signInsSwept.error().text);
    const auto unheldBefore = now - faultNumber("housekeeping.body_age", bodyAge);
    auto purge = [&engine = *parts_.engine, unheldBefore] { return engine.purge(unheldBefore); };
    const auto purged = co_await parts_.workers.run(std::move(purge));
    if (!purged)
        log::error("server", "purging bodies: {}", purged.error().text);
    else if (messages > 0 || *purged > 0)
        log::info(
            "server", "removed {} deleted messages and {} bodies for good", messages, *purged
        );
}

} // namespace postamt::server
