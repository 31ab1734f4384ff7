#pragma once

#include "base/clock.h"
#include "base/random.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace postamt::accounts {

/// How wrong passwords are slowed down. See the settings of [login].
struct ThrottlePolicy {
    int freeFailures = 3;
    std::chrono::seconds longestDelay{15};
    int banFailures = 20;
    std::chrono::seconds banTime{15 * 60};
};

/// What an attempt to log in has to bear.
struct ThrottleVerdict {
    std::chrono::seconds delay{0}; ///< wait that long before looking at the password
    std::optional<std::chrono::seconds> banned; ///< refuse; the ban ends after that time

    bool operator==(const ThrottleVerdict&) const = default;
};

/// Counts wrong passwords for each user name and each network address (of IPv6 the first 64 bits),
/// in memory of bounded size, under keyed hashes. Each attempt begins with begin() and ends with
/// one of the other three. A user who logged in from an address before is not delayed there by what
/// others try for that user name elsewhere. Used from any thread.
class LoginThrottle {
public:
    static constexpr std::size_t limit = 50'000; ///< counters of each kind; the oldest give way
    /// Attempts that run at the same time without counting as failures: a client opens several
    /// connections at once.
    static constexpr int freePending = 8;
    /// Attempts that have not ended after this many seconds are forgotten: their connection was
    /// lost.
    static constexpr UnixSeconds pendingTime = 60;

    LoginThrottle(const Clock& clock, Random& random, ThrottlePolicy policy = {});

    /// `peer` is the network address as text; empty if there is none (a Unix socket).
    ThrottleVerdict begin(std::string_view user, std::string_view peer);
    void succeed(std::string_view user, std::string_view peer);
    void fail(std::string_view user, std::string_view peer);
    /// Neither right nor wrong: we could not look.
    void abandon(std::string_view user, std::string_view peer);

    void setPolicy(ThrottlePolicy policy);

private:
    struct Counter {
        std::uint64_t key = 0;
        int failures = 0;
        int pending = 0;
        UnixSeconds last = 0; ///< when the last failure was
        UnixSeconds begun = 0; ///< when the last attempt began
    };

    /// Counters by key, the one used last at the front.
    struct Counters {
        std::list<Counter> order;
        std::unordered_map<std::uint64_t, std::list<Counter>::iterator> byKey;

        Counter* find(std::uint64_t key);
        Counter& touch(std::uint64_t key);
    };

    struct Keys {
        std::uint64_t user = 0;
        std::optional<std::uint64_t> peer;
        std::uint64_t pair = 0;
    };

    Keys keysOf(std::string_view user, std::string_view peer) const;
    std::uint64_t hash(std::string_view text) const;
    void forgetOld(Counter& counter) const;
    void start(Counter& counter) const;
    void end(const Keys& keys, bool failed);
    int level(const Counter& counter) const;

    const Clock& clock_;
    std::array<unsigned char, 16> secret_{};
    std::mutex mutex_; ///< guards all that follows
    ThrottlePolicy policy_;
    Counters users_;
    Counters peers_;
    Counters pairs_; ///< user and address that went together once
};

} // namespace postamt::accounts
