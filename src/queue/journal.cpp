#include "queue/journal.h"

#include "base/fault_point.h"

#include <utility>

namespace postamt::queue {

namespace {

/// The partition has one writer, so a conflict comes only from a commit that failed and was done
/// all the same.
constexpr unsigned maxConflicts = 5;

} // namespace

Result<std::vector<Entry>> Journal::load()
{
    std::vector<Entry> entries;
    Result<> parsed;
    auto visit = [&](std::string_view key, std::string_view value) {
        const auto id = parseEntryKey(key);
        auto entry = id ? parseEntry(*id, value) : std::unexpected(id.error());
        if (entry)
            entries.push_back(std::move(*entry));
        else
            parsed = std::unexpected(entry.error());
        return parsed.has_value();
    };
    const auto range = store::KeyRange::withPrefix(entryKeys());
    if (auto scanned = engine_.scan(partition, range, visit); !scanned)
        return std::unexpected(scanned.error());
    if (!parsed)
        return std::unexpected(parsed.error());
    return entries;
}

Task<Result<>> Journal::write(Write write)
{
    const Oneshot<Result<>> done;
    bool begin = false;
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back({std::move(write), done});
        begin = !std::exchange(busy_, true);
    }
    if (begin)
        drive();
    co_return co_await done.wait();
}

/// Commits what waits. Runs with busy_ set, by one thread at a time.
void Journal::drive()
{
    Fold fold;
    {
        const std::lock_guard lock(mutex_);
        fold = std::exchange(waiting_, {});
        if (fold.empty())
            busy_ = false;
    }
    if (!fold.empty())
        commit(std::move(fold), 0);
}

void Journal::commit(Fold fold, unsigned conflicts)
{
    auto answer = [this](Fold& answered, const Result<>& result) {
        for (auto& one : answered)
            one.done.set(result);
        drive();
    };
    const auto version = engine_.version(partition);
    if (!version) {
        answer(fold, std::unexpected(version.error()));
        return;
    }
    auto batch = batchOf(fold, *version);
    auto done = [this, answer, conflicts, fold = std::move(fold)](Result<store::Committed> result
                ) mutable {
        if (!result)
            answer(fold, std::unexpected(result.error()));
        else if (*result == store::Committed::Done)
            answer(fold, {});
        else if (conflicts < maxConflicts)
            commit(std::move(fold), conflicts + 1);
        else
            answer(fold, temporary("the queue is changed elsewhere"));
    };
    faultPoint("queue.planned");
    engine_.commit(std::move(batch), std::move(done));
}

store::Batch Journal::batchOf(const Fold& fold, store::Version version)
{
    store::Batch batch;
    batch.partition = partition;
    batch.expected = version;
    batch.next = version.next();
    for (const auto& [write, done] : fold) {
        if (write.put)
            batch.puts.push_back({entryKey(write.put->id), formatEntry(*write.put)});
        if (write.remove)
            batch.removes.push_back(entryKey(*write.remove));
        if (write.body) {
            batch.bodies.push_back(write.body);
            batch.linked.push_back(write.body->id());
        }
        if (write.unlinked)
            batch.unlinked.push_back(*write.unlinked);
    }
    return batch;
}

} // namespace postamt::queue
