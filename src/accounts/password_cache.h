#pragma once

#include "accounts/account.h"
#include "accounts/credentials.h"
#include "base/clock.h"
#include "base/random.h"
#include "mail/ids.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace postamt::accounts {

/// Remembers that a password was verified, so that a client which comes every minute does not cost
/// a slow hash each time. Of a password it holds only a MAC (BLAKE2b under a random key of this
/// process) over the account's id, its record, its credentials and the password: it fits no other
/// account, and nothing any more once one of the records has changed. An account has at most one
/// entry, which goes when its time is over, when its records are found changed, and when others
/// need the room; nothing is ever stored. Only successes are remembered. Used from any thread.
class PasswordCache {
public:
    static constexpr std::size_t limit = 50'000; ///< entries; the one used least recently gives way

    /// What an entry is bound to, computed once for find() and keep().
    class Proof;

    PasswordCache(const Clock& clock, Random& random, std::chrono::seconds life);
    PasswordCache(const PasswordCache&) = delete;
    PasswordCache& operator=(const PasswordCache&) = delete;

    /// The proof that this password was tried for this account as its records are now.
    Proof
    proof(const Account& account, const Credentials& credentials, std::string_view password) const;

    /// True if keep() was called with the same proof less than the life of an entry ago.
    bool find(const Proof& proof);

    /// To be called only after the password was verified against the proof's credentials.
    void keep(const Proof& proof);

    /// Forgets everything, and from now on what is older than `life`; 0 remembers nothing.
    void reset(std::chrono::seconds life);

    std::size_t size() const;

private:
    using Mac = std::array<unsigned char, 32>;

    struct Entry {
        std::uint64_t account; ///< under a keyed hash
        Mac records;
        Mac password;
        UnixSeconds verified;
    };

    using Entries = std::list<Entry>;

    bool isFresh(const Entry& entry) const;
    void drop(Entries::iterator entry);

    struct Free {
        void operator()(unsigned char* key) const;
    };

    const Clock& clock_;
    /// Left out of core dumps, wiped at the end.
    std::unique_ptr<unsigned char[], Free> key_;
    mutable std::mutex mutex_; ///< guards all that follows
    std::chrono::seconds life_;
    Entries order_; ///< the one used last at the front
    std::unordered_map<std::uint64_t, Entries::iterator> byAccount_;
};

class PasswordCache::Proof {
private:
    friend class PasswordCache;
    std::uint64_t account_ = 0;
    Mac records_{};
    Mac password_{};
};

} // namespace postamt::accounts
