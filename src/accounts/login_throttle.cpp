#include "accounts/login_throttle.h"

#include "accounts/address.h"
#include "accounts/visit.h"
#include "base/ascii.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace postamt::accounts {

namespace {

/// A user name in one form, so that spelling it differently does not begin a new count.
std::string userForm(std::string_view user)
{
    const auto parsed = parseAddress(user);
    return parsed ? parsed->text() : lowered(user);
}

} // namespace

LoginThrottle::LoginThrottle(const Clock& clock, Random& random, ThrottlePolicy policy)
    : clock_(clock), policy_(policy)
{
    static_assert(crypto_shorthash_KEYBYTES == sizeof secret_);
    random.fill(std::as_writable_bytes(std::span(secret_)));
}

ThrottleVerdict LoginThrottle::begin(std::string_view user, std::string_view peer)
{
    const auto keys = keysOf(user, peer);
    const std::lock_guard lock(mutex_);
    ThrottleVerdict verdict;
    int worst = 0;
    if (keys.peer) {
        auto& counter = peers_.touch(*keys.peer);
        forgetOld(counter);
        if (counter.failures >= policy_.banFailures) {
            verdict.banned
                = std::chrono::seconds(counter.last - clock_.seconds()) + policy_.banTime;
            return verdict;
        }
        worst = level(counter);
        start(counter);
    }
    auto& counter = users_.touch(keys.user);
    forgetOld(counter);
    if (pairs_.find(keys.pair) == nullptr)
        worst = std::max(worst, level(counter));
    start(counter);
    if (const int beyond = worst - policy_.freeFailures; beyond >= 0) {
        const auto delay = std::chrono::seconds(std::int64_t{1} << std::min(beyond, 30));
        verdict.delay = std::min(delay, policy_.longestDelay);
    }
    return verdict;
}

void LoginThrottle::succeed(std::string_view user, std::string_view peer)
{
    const auto keys = keysOf(user, peer);
    const std::lock_guard lock(mutex_);
    end(keys, false);
    if (auto* counter = users_.find(keys.user))
        counter->failures = 0;
    if (keys.peer) {
        if (auto* counter = peers_.find(*keys.peer))
            counter->failures = 0;
        pairs_.touch(keys.pair);
    }
}

void LoginThrottle::fail(std::string_view user, std::string_view peer)
{
    const auto keys = keysOf(user, peer);
    const std::lock_guard lock(mutex_);
    end(keys, true);
}

void LoginThrottle::abandon(std::string_view user, std::string_view peer)
{
    const auto keys = keysOf(user, peer);
    const std::lock_guard lock(mutex_);
    end(keys, false);
}

void LoginThrottle::setPolicy(ThrottlePolicy policy)
{
    const std::lock_guard lock(mutex_);
    policy_ = policy;
}

void LoginThrottle::end(const Keys& keys, bool failed)
{
    const auto finish = [&](Counter& counter) {
        counter.pending = std::max(0, counter.pending - 1);
        if (failed) {
            forgetOld(counter);
            ++counter.failures;
            counter.last = clock_.seconds();
        }
    };
    finish(users_.touch(keys.user));
    if (keys.peer)
        finish(peers_.touch(*keys.peer));
}

void LoginThrottle::forgetOld(Counter& counter) const
{
    // Where the clock was set back, a ban lasts no longer than from now on.
    counter.last = std::min(counter.last, clock_.seconds());
    counter.begun = std::min(counter.begun, clock_.seconds());
    if (counter.failures > 0 && clock_.seconds() - counter.last >= policy_.banTime.count())
        counter.failures = 0;
    if (clock_.seconds() - counter.begun >= pendingTime)
        counter.pending = 0;
}

void LoginThrottle::start(Counter& counter) const
{
    ++counter.pending;
    counter.begun = clock_.seconds();
}

int LoginThrottle::level(const Counter& counter) const
{
    return counter.failures + std::max(0, counter.pending - freePending + 1);
}

LoginThrottle::Keys LoginThrottle::keysOf(std::string_view user, std::string_view peer) const
{
    const auto name = userForm(user);
    Keys keys{.user = hash(name), .peer = std::nullopt, .pair = 0};
    if (!peer.empty()) {
        const auto network = networkOf(peer);
        keys.peer = hash(network);
        keys.pair = hash(network + '\0' + name);
    }
    return keys;
}

std::uint64_t LoginThrottle::hash(std::string_view text) const
{
    std::array<unsigned char, crypto_shorthash_BYTES> out{};
    crypto_shorthash(
        out.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), secret_.data()
    );
    return std::bit_cast<std::uint64_t>(out);
}

LoginThrottle::Counter* LoginThrottle::Counters::find(std::uint64_t key)
{
    const auto found = byKey.find(key);
    return found == byKey.end() ? nullptr : &*found->second;
}

LoginThrottle::Counter& LoginThrottle::Counters::touch(std::uint64_t key)
{
    if (const auto found = byKey.find(key); found != byKey.end()) {
        order.splice(order.begin(), order, found->second);
        return order.front();
    }
    if (order.size() >= limit) {
        byKey.erase(order.back().key);
        order.pop_back();
    }
    order.push_front({.key = key});
    byKey[key] = order.begin();
    return order.front();
}

} // namespace postamt::accounts
