#include "accounts/session_limit.h"

#include <mutex>
#include <unordered_map>
#include <utility>

namespace postamt::accounts {

struct SessionLimit::Counts {
    std::mutex mutex;
    std::size_t limit = 0;
    std::unordered_map<mail::AccountId, std::size_t> sessions;
};

SessionLimit::SessionLimit(std::size_t perAccount) : counts_(std::make_shared<Counts>())
{
    counts_->limit = perAccount;
}

std::optional<SessionLimit::Ticket> SessionLimit::admit(mail::AccountId account)
{
    const std::lock_guard lock(counts_->mutex);
    const auto found = counts_->sessions.find(account);
    const std::size_t count = found == counts_->sessions.end() ? 0 : found->second;
    if (count >= counts_->limit)
        return std::nullopt;
    counts_->sessions[account] = count + 1;
    return Ticket(counts_, account);
}

void SessionLimit::set(std::size_t perAccount)
{
    const std::lock_guard lock(counts_->mutex);
    counts_->limit = perAccount;
}

SessionLimit::Ticket::Ticket(std::shared_ptr<Counts> counts, mail::AccountId account)
    : counts_(std::move(counts)), account_(account)
{
}

SessionLimit::Ticket& SessionLimit::Ticket::operator=(Ticket&& other) noexcept
{
    if (this != &other) {
        giveBack();
        counts_ = std::move(other.counts_);
        account_ = other.account_;
    }
    return *this;
}

SessionLimit::Ticket::~Ticket()
{
    giveBack();
}

void SessionLimit::Ticket::giveBack()
{
    if (!counts_)
        return;
    const std::lock_guard lock(counts_->mutex);
    const auto found = counts_->sessions.find(account_);
    if (--found->second == 0)
        counts_->sessions.erase(found);
}

} // namespace postamt::accounts
