#include "delivery/deliver.h"

#include "base/await_all.h"
#include "mail/ingest.h"

#include <algorithm>
#include <map>
#include <utility>

namespace postamt::delivery {

namespace {

using Message = std::shared_ptr<const mail::NewMessage>;

/// What becomes of a message in one account.
struct Drop {
    std::shared_ptr<mail::Account> account;
    Result<> result;
};

using Drops = std::map<mail::AccountId, Drop>;

Task<> drop(Drop* into, Message message)
{
    mail::Plan plan = [message](mail::Draft& draft) -> Result<> {
        const auto inbox = draft.state().mailbox("INBOX");
        if (!inbox)
            return internal("an account without INBOX");
        auto uid = draft.append(inbox->id, *message);
        if (!uid)
            return std::unexpected(uid.error());
        return {};
    };
    into->result = co_await into->account->change(std::move(plan));
}

/// Every account once, however many recipients lead to it.
Drops dropsOf(const Envelope& envelope, const std::vector<Result<>>& results)
{
    Drops drops;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i])
            continue;
        for (const auto& target : envelope.recipients[i].targets)
            drops.try_emplace(target.account->id(), target.account, Result<>());
    }
    return drops;
}

Result<> roomFor(const Recipient& recipient, std::uint64_t bytes)
{
    for (const auto& target : recipient.targets) {
        if (auto room = hasRoom(*target.account, bytes); !room)
            return room;
    }
    return {};
}

Result<> resultOf(const Recipient& recipient, const Drops& drops)
{
    for (const auto& target : recipient.targets) {
        if (const auto& result = drops.at(target.account->id()).result; !result)
            return result;
    }
    return {};
}

} // namespace

Result<> hasRoom(const mail::Account& account, std::uint64_t bytes)
{
    const auto quota = account.quota();
    if (quota.bytes == 0 && quota.messages == 0)
        return {};
    const auto state = account.state();
    if (quota.bytes != 0 && state->record.bytes + bytes > quota.bytes)
        return no("the mailbox is full", "OVERQUOTA");
    if (quota.messages != 0 && state->record.messages >= quota.messages)
        return no("the mailbox holds as many messages as it may", "OVERQUOTA");
    return {};
}

Task<std::vector<Result<>>>
deliver(Workers& workers, const Clock& clock, Envelope envelope, store::BodyRef body)
{
    std::vector<Result<>> results;
    for (const auto& recipient : envelope.recipients)
        results.push_back(roomFor(recipient, body->size()));
    const auto full = std::ranges::find_if(results, [](const Result<>& room) { return !room; });
    if (full != results.end() && envelope.answers == Answers::One) {
        const Result<> refused = *full;
        std::ranges::fill(results, refused);
    }
    auto drops = dropsOf(envelope, results);
    if (drops.empty())
        co_return results;

    auto made = co_await mail::ingest(&workers, std::move(body), clock.seconds());
    if (!made) {
        std::ranges::fill(results, std::unexpected(made.error()));
        co_return results;
    }
    const auto message = std::make_shared<const mail::NewMessage>(std::move(*made));
    if (drops.size() == 1) {
        co_await drop(&drops.begin()->second, message);
    } else {
        // At the same time, so that all of them share a sync.
        std::vector<Task<>> tasks;
        for (auto& [id, one] : drops)
            tasks.push_back(drop(&one, message));
        co_await awaitAll(std::move(tasks));
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i])
            results[i] = resultOf(envelope.recipients[i], drops);
    }
    co_return results;
}

} // namespace postamt::delivery
