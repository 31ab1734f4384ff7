#include "net/connection_limits.h"

#include "base/keyed_hash.h"

#include <mutex>
#include <unordered_map>

namespace postamt::net {

namespace {

using Tally = std::unordered_map<std::string, std::size_t, KeyedHash>;

bool isFull(const Tally& tally, const std::string& key, std::size_t limit)
{
    const auto found = tally.find(key);
    return limit != 0 && found != tally.end() && found->second >= limit;
}

void drop(Tally& tally, const std::string& key)
{
    const auto found = tally.find(key);
    if (found != tally.end() && --found->second == 0)
        tally.erase(found);
}

} // namespace

struct ConnectionLimits::Counts {
    std::mutex mutex;
    ConnectionLimitSettings settings;
    std::size_t total = 0;
    Tally addresses;
    Tally networks;
};

ConnectionLimits::ConnectionLimits(ConnectionLimitSettings settings)
    : counts_(std::make_shared<Counts>())
{
    counts_->settings = settings;
}

ConnectionLimits::Ticket::Ticket(
    std::shared_ptr<Counts> counts, std::string address, std::string network
)
    : counts_(std::move(counts)), address_(std::move(address)), network_(std::move(network))
{
}

ConnectionLimits::Ticket& ConnectionLimits::Ticket::operator=(Ticket&& other) noexcept
{
    std::swap(counts_, other.counts_);
    std::swap(address_, other.address_);
    std::swap(network_, other.network_);
    return *this;
}

ConnectionLimits::Ticket::~Ticket()
{
    if (!counts_)
        return;
    const std::lock_guard lock(counts_->mutex);
    --counts_->total;
    if (!address_.empty()) {
        drop(counts_->addresses, address_);
        drop(counts_->networks, network_);
    }
}

std::optional<ConnectionLimits::Ticket> ConnectionLimits::admit(const Endpoint& peer)
{
    std::string network = peer.network();
    const bool isV6 = peer.address.find(':') != std::string::npos;
    std::string address = isV6 ? network : peer.address;

    const std::lock_guard lock(counts_->mutex);
    const auto& settings = counts_->settings;
    if (settings.total != 0 && counts_->total >= settings.total)
        return std::nullopt;
    if (peer.isUnix || (peer.isLoopback && settings.spareLoopback)) {
        address.clear();
    } else {
        if (isFull(counts_->addresses, address, settings.perAddress)
            || isFull(counts_->networks, network, settings.perNetwork))
            return std::nullopt;
        ++counts_->addresses[address];
        ++counts_->networks[network];
    }
    ++counts_->total;
    return Ticket(counts_, std::move(address), std::move(network));
}

std::size_t ConnectionLimits::size() const
{
    const std::lock_guard lock(counts_->mutex);
    return counts_->total;
}

void ConnectionLimits::set(ConnectionLimitSettings settings)
{
    const std::lock_guard lock(counts_->mutex);
    counts_->settings = settings;
}

} // namespace postamt::net
