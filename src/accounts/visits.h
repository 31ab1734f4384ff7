#pragma once

#include "accounts/visit.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/workers.h"
#include "mail/ids.h"
#include "store/engine.h"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace postamt::accounts {

/// Keeps who came to which account and who did not get in, so that its user can be told. Writing is
/// done by a worker after the login was answered, for each device at most once in `interval`, so
/// that programs that ask every minute cost little; refusals meanwhile are counted in memory. From
/// any thread.
class Visits : public std::enable_shared_from_this<Visits> {
public:
    static constexpr UnixSeconds interval = 60 * 60;
    static constexpr UnixSeconds refusalInterval = 5 * 60;
    /// So many devices of an account that were let in are kept, and so many refusals; then the
    /// oldest go, of the refusals first those from networks from which nobody was let in.
    static constexpr std::size_t limit = 50;

    /// All must outlive what was posted to the workers.
    Visits(store::Engine& engine, Workers& workers, const Clock& clock);

    /// Somebody came, now. Does not wait.
    void note(mail::AccountId account, Visit visit);

    /// All that is known, the latest first. It blocks.
    Result<std::vector<Visit>> of(mail::AccountId account);

private:
    struct Noted {
        UnixSeconds written = 0; ///< when it was last given to a worker
        std::uint64_t more = 0; ///< refusals since
    };

    static constexpr std::size_t maxNoted = 100'000; ///< beyond it all are forgotten

    Result<> write(mail::AccountId account, const std::string& key, const Visit& visit);
    Result<> makeRoom(store::Batch& batch, mail::AccountId account, const Visit& visit);

    store::Engine& engine_;
    Workers& workers_;
    const Clock& clock_;
    std::mutex writing_; ///< one commit at a time
    std::mutex mutex_; ///< guards what follows
    std::map<std::string, Noted> noted_; ///< by key
};

/// What the store knows of an account, the latest first; not what only the memory of a running
/// service has counted.
Result<std::vector<Visit>> storedVisits(store::Engine& engine, mail::AccountId account);

/// Removes what is known of an account. It blocks.
Result<> forgetVisits(store::Engine& engine, mail::AccountId account);

} // namespace postamt::accounts
