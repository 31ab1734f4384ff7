#pragma once

#include "base/clock.h"
#include "store/engine.h"
#include "store/rocks/ahead_writer.h"
#include "store/rocks/database.h"
#include "store/rocks/job.h"
#include "store/rocks/pace.h"
#include "store/rocks/pins.h"
#include "store/rocks/stage.h"
#include "store/watchers.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace postamt::store::rocks {

/// Makes commits durable: one thread takes all that wait, writes them at once with one sync, and
/// answers them. That is the group commit. Jobs with large bodies pass another thread first, which
/// writes those ahead; so do jobs that come behind one for the same partition, to keep their order.
class Committer {
public:
    Committer(Database& database, Watchers& watchers, const Clock& clock);
    ~Committer();
    Committer(const Committer&) = delete;
    Committer& operator=(const Committer&) = delete;

    /// As Engine::commit().
    void commit(Batch batch, Engine::Completion done);

    /// As Engine::purge(); also removes what was written ahead of commits that never came.
    Result<std::uint64_t> purge(UnixSeconds before);

    /// Finishes what waits and ends the threads; later commits fail.
    void close();

private:
    using Errand = std::move_only_function<void()>;

    void runAhead();
    void run();
    std::vector<Job> takeJobs(std::unique_lock<std::mutex>& lock);
    void commitGroup(std::vector<Job>& jobs);
    Result<> mend();
    void finishGroup(std::vector<Job>& jobs, std::size_t first, std::size_t last);
    void finish(Job& job);
    /// Runs something on the committer's thread and waits for it; false if it has ended.
    bool runErrand(Errand errand);

    Database& database_;
    Watchers& watchers_;
    Pins pins_;
    AheadWriter aheadWriter_;
    Stage stage_; ///< the committer's thread only
    std::uint64_t generation_ = 0; ///< likewise
    /// Likewise: commits to these were refused after their record may have reached the log.
    std::unordered_set<Partition> doubtful_;
    Pace pace_; ///< likewise

    std::mutex mutex_; ///< guards what follows
    std::condition_variable wake_;
    std::condition_variable wakeAhead_;
    std::deque<Job> queue_;
    std::deque<Job> aheadQueue_;
    std::deque<Errand> errands_;
    /// Jobs of a partition that wait for the ahead thread.
    std::unordered_map<Partition, std::size_t> aheadOf_;
    bool closing_ = false; ///< nothing new is taken
    bool aheadEnded_ = false;

    std::thread aheadThread_;
    std::thread thread_;
};

} // namespace postamt::store::rocks
