#include "store/rocks/committer.h"

#include "base/fault_point.h"
#include "store/rocks/purge.h"

#include <rocksdb/perf_level.h>

#include <algorithm>
#include <future>
#include <utility>

namespace postamt::store::rocks {

namespace {

/// What is gathered at most for one write, in bytes and in jobs taken from the queue.
constexpr std::size_t groupBytes = 4 << 20;
constexpr std::size_t groupJobs = 1000;

} // namespace

Committer::Committer(Database& database, Watchers& watchers, const Clock& clock)
    : database_(database)
    , watchers_(watchers)
    , aheadWriter_(database, pins_, clock)
    , stage_(database, clock)
    , pace_(std::chrono::steady_clock::now())
    , aheadThread_([this] { runAhead(); })
    , thread_([this] { run(); })
{
}

Committer::~Committer()
{
    close();
}

void Committer::commit(Batch batch, Engine::Completion done)
{
    const bool hasLarge = std::ranges::any_of(batch.bodies, [](const BodyRef& body) {
        return AheadWriter::isLarge(*body);
    });
    Job job{std::move(batch), std::move(done), Committed::Done, {}, 0};
    {
        std::unique_lock lock(mutex_);
        if (!closing_) {
            const Partition partition = job.batch.partition;
            const bool isAhead = hasLarge || aheadOf_.contains(partition);
            if (isAhead)
                ++aheadOf_[partition];
            (isAhead ? aheadQueue_ : queue_).push_back(std::move(job));
            // Who is woken needs the lock.
            lock.unlock();
            (isAhead ? wakeAhead_ : wake_).notify_one();
            return;
        }
    }
    job.done(temporary("the store is closed"));
}

void Committer::runAhead()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wakeAhead_.wait(lock, [&] { return closing_ || !aheadQueue_.empty(); });
        if (aheadQueue_.empty())
            break;
        Job job = std::move(aheadQueue_.front());
        aheadQueue_.pop_front();
        lock.unlock();
        if (database_.isBroken())
            runErrand([&] { (void)mend(); });
        aheadWriter_.write(job);
        lock.lock();
        // Under one lock with the queueing, so that nothing of the partition passes by.
        const auto waiting = aheadOf_.find(job.batch.partition);
        if (--waiting->second == 0)
            aheadOf_.erase(waiting);
        queue_.push_back(std::move(job));
        wake_.notify_one();
    }
    aheadEnded_ = true;
    wake_.notify_one();
}

std::vector<Job> Committer::takeJobs(std::unique_lock<std::mutex>& lock)
{
    wake_.wait(lock, [&] { return aheadEnded_ || !queue_.empty() || !errands_.empty(); });
    const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), groupJobs));
    std::vector<Job> jobs(
        std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + count)
    );
    queue_.erase(queue_.begin(), queue_.begin() + count);
    return jobs;
}

void Committer::run()
{
    // RocksDB counts every comparison of keys for who wants to know.
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
    std::unique_lock lock(mutex_);
    while (true) {
        auto jobs = takeJobs(lock);
        Errand errand;
        if (!errands_.empty()) {
            errand = std::move(errands_.front());
            errands_.pop_front();
        }
        if (jobs.empty() && !errand && aheadEnded_)
            break;
        lock.unlock();
        if (!jobs.empty())
            commitGroup(jobs);
        if (errand)
            errand();
        errand = nullptr;
        jobs.clear();
        lock.lock();
    }
}

void Committer::commitGroup(std::vector<Job>& jobs)
{
    std::size_t first = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (i == first) {
            // What is still broken fails the write below.
            if (auto mended = mend(); !mended)
                jobs[i].result = std::unexpected(std::move(mended.error()));
        }
        stage_.add(jobs[i]);
        if (stage_.size() >= groupBytes || i + 1 == jobs.size()) {
            finishGroup(jobs, first, i + 1);
            first = i + 1;
        }
    }
}

/// Mends the database if it is broken. A refused commit may be found done then: whoever watches its
/// partition is told the version, as nobody else would tell them.
Result<> Committer::mend()
{
    auto mended = database_.mend();
    if (const auto now = database_.generation(); now != generation_) {
        stage_.forget();
        pace_ = Pace(std::chrono::steady_clock::now());
        generation_ = now;
    }
    if (!mended || doubtful_.empty())
        return mended;
    for (const Partition partition : std::exchange(doubtful_, {}))
        if (const auto version = stage_.version(partition))
            watchers_.tell(partition, *version);
    return mended;
}

/// Writes what was staged and answers the jobs. If it cannot be written all of them fail, also
/// those that would have been a conflict with another one of the group.
void Committer::finishGroup(std::vector<Job>& jobs, std::size_t first, std::size_t last)
{
    faultPoint("commit.staged");
    const auto bytes = stage_.size();
    const auto written = stage_.write();
    faultPoint("commit.written");
    for (std::size_t i = first; i < last; ++i) {
        if (!written && jobs[i].result) {
            jobs[i].result = std::unexpected(written.error());
            doubtful_.insert(jobs[i].batch.partition);
        }
        finish(jobs[i]);
        faultPoint("commit.answered");
    }
    if (const auto isFast = pace_.add(bytes, std::chrono::steady_clock::now()))
        database_.compressQuickly(*isFast);
}

void Committer::finish(Job& job)
{
    for (const BlobId& id : job.ahead)
        pins_.remove(id);
    const bool changed = job.result && *job.result == Committed::Done;
    job.done(std::move(job.result));
    if (changed)
        watchers_.tell(job.batch.partition, job.batch.next);
}

bool Committer::runErrand(Errand errand)
{
    std::promise<void> ended;
    {
        const std::lock_guard lock(mutex_);
        if (closing_)
            return false;
        errands_.push_back([&] {
            errand();
            ended.set_value();
        });
    }
    wake_.notify_one();
    ended.get_future().get();
    return true;
}

Result<std::uint64_t> Committer::purge(UnixSeconds before)
{
    Purged total;
    PurgeList list;
    for (std::string from(aheadPrefix); !from.empty(); from = std::move(list.next)) {
        auto listed = listPurgeable(database_, std::move(from), before);
        if (!listed)
            return std::unexpected(std::move(listed.error()));
        list = std::move(*listed);
        if (list.unheld.empty() && list.ahead.empty())
            continue;
        Result<Purged> purged = temporary("the store is closed");
        runErrand([&] {
            if (auto mended = mend(); mended)
                purged = purgeNow(database_, pins_, list, before);
            else
                purged = std::unexpected(std::move(mended.error()));
        });
        if (!purged)
            return std::unexpected(std::move(purged.error()));
        total.blobs += purged->blobs;
        total.bytes += purged->bytes;
    }
    database_.reclaim(total.bytes);
    return total.blobs;
}

void Committer::close()
{
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wakeAhead_.notify_one();
    if (aheadThread_.joinable())
        aheadThread_.join();
    if (thread_.joinable())
        thread_.join();
}

} // namespace postamt::store::rocks
