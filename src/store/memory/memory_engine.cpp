#include "store/memory/memory_engine.h"

#include <algorithm>
#include <ranges>

namespace postamt::store {

namespace {

const SystemClock systemClock;

/// Visits the records from `first` to `last`, in either order, until told to stop.
template <class Iterator>
void visitRecords(Iterator first, Iterator last, Order order, const Engine::Visitor& visit)
{
    if (order == Order::Ascending) {
        for (; first != last; ++first)
            if (!visit(first->first, first->second))
                return;
        return;
    }
    while (last != first) {
        --last;
        if (!visit(last->first, last->second))
            return;
    }
}

} // namespace

MemoryEngine::MemoryEngine() : MemoryEngine(systemClock) { }

MemoryEngine::MemoryEngine(const Clock& clock) : clock_(clock) { }

MemoryEngine::~MemoryEngine() = default;

Result<std::optional<std::string>> MemoryEngine::get(Partition partition, std::string_view key)
{
    const std::lock_guard lock(mutex_);
    if (readFault_)
        return std::unexpected(*readFault_);
    const auto found = partitions_.find(partition);
    if (found == partitions_.end())
        return std::nullopt;
    const auto record = found->second.records->find(key);
    if (record == found->second.records->end())
        return std::nullopt;
    return record->second;
}

Result<>
MemoryEngine::scan(Partition partition, const KeyRange& range, const Visitor& visit, Order order)
{
    std::shared_ptr<Records> records;
    {
        const std::lock_guard lock(mutex_);
        if (readFault_)
            return std::unexpected(*readFault_);
        const auto found = partitions_.find(partition);
        if (found == partitions_.end() || (!range.to.empty() && range.to <= range.from))
            return {};
        records = found->second.records;
    }
    const Records& all = *records;
    visitRecords(
        all.lower_bound(range.from),
        range.to.empty() ? all.end() : all.lower_bound(range.to),
        order,
        visit
    );
    // A commit changes the records in place if it finds itself alone with them under the lock.
    const std::lock_guard lock(mutex_);
    records.reset();
    return {};
}

Result<Version> MemoryEngine::version(Partition partition)
{
    const std::lock_guard lock(mutex_);
    if (readFault_)
        return std::unexpected(*readFault_);
    const auto found = partitions_.find(partition);
    return found == partitions_.end() ? Version() : found->second.version;
}

void MemoryEngine::commit(Batch batch, Completion done)
{
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back({std::move(batch), std::move(done)});
    }
    drain();
}

bool MemoryEngine::mayGo() const
{
    return !queue_.empty() && (!holding_ || released_ > 0);
}

/// Commits what waits, one after another. One thread at a time does it, also for the others, so
/// that completions and watchers are called in the order of the commits and never one inside
/// another.
void MemoryEngine::drain()
{
    std::unique_lock lock(mutex_);
    if (draining_)
        return;
    draining_ = true;
    while (mayGo()) {
        Waiting next = std::move(queue_.front());
        queue_.pop_front();
        if (holding_)
            --released_;
        auto result = apply(next.batch);
        lock.unlock();
        const bool changed = result && *result == Committed::Done;
        next.done(std::move(result));
        if (changed)
            watchers_.tell(next.batch.partition, next.batch.next);
        lock.lock();
    }
    draining_ = false;
}

std::optional<Error> MemoryEngine::takeFault()
{
    if (closed_)
        return Error{Fault::Temporary, "the store is closed", {}};
    if (failures_ > 0) {
        --failures_;
        return failure_;
    }
    return fault_;
}

Result<Committed> MemoryEngine::apply(const Batch& batch)
{
    if (batch.next <= batch.expected)
        return internal("a commit must raise the version");
    if (auto error = takeFault())
        return std::unexpected(std::move(*error));
    const auto found = partitions_.find(batch.partition);
    if ((found == partitions_.end() ? Version() : found->second.version) != batch.expected)
        return Committed::Conflict;
    for (const BlobId& id : batch.linked)
        if (!blobs_.contains(id)
            && !std::ranges::any_of(batch.bodies, [&](const auto& b) { return b->id() == id; }))
            return no("a blob to be linked is not there", "NONEXISTENT");
    auto brought = readNewBodies(batch);
    if (!brought)
        return std::unexpected(std::move(brought.error()));

    PartitionState& state = partitions_[batch.partition];
    state.version = batch.next;
    if (state.records.use_count() > 1)
        state.records = std::make_shared<Records>(*state.records);
    for (const std::string& key : batch.removes)
        state.records->erase(key);
    for (const auto& [key, value] : batch.puts)
        state.records->insert_or_assign(key, value);
    for (auto& [id, bytes] : *brought)
        blobs_[id].bytes = std::move(bytes);
    for (const BodyRef& body : batch.bodies)
        blobs_[body->id()].written = clock_.seconds();
    applyLinks(batch, state);
    return Committed::Done;
}

Result<MemoryEngine::NewBlobs> MemoryEngine::readNewBodies(const Batch& batch) const
{
    NewBlobs brought;
    for (const BodyRef& body : batch.bodies) {
        if (blobs_.contains(body->id()))
            continue;
        auto bytes = body->read(0, body->size());
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        brought.emplace_back(body->id(), std::move(*bytes));
    }
    return brought;
}

void MemoryEngine::applyLinks(const Batch& batch, PartitionState& state)
{
    for (const BlobId& id : batch.unlinked)
        if (const auto found = blobs_.find(id); state.holds.erase(id) > 0 && found != blobs_.end())
            --found->second.holders;
    for (const BlobId& id : batch.linked)
        if (state.holds.insert(id).second)
            ++blobs_[id].holders;
}

Result<std::string> MemoryEngine::blob(const BlobId& id, std::uint64_t offset, std::uint64_t length)
{
    const std::lock_guard lock(mutex_);
    if (readFault_)
        return std::unexpected(*readFault_);
    const auto found = blobs_.find(id);
    if (found == blobs_.end())
        return no("there is no such blob", "NONEXISTENT");
    const std::string& bytes = found->second.bytes;
    return offset < bytes.size() ? bytes.substr(offset, length) : std::string();
}

Result<std::optional<std::uint64_t>> MemoryEngine::blobSize(const BlobId& id)
{
    const std::lock_guard lock(mutex_);
    if (readFault_)
        return std::unexpected(*readFault_);
    const auto found = blobs_.find(id);
    if (found == blobs_.end())
        return std::nullopt;
    return found->second.bytes.size();
}

std::shared_ptr<void> MemoryEngine::watch(Partition partition, Watcher watcher)
{
    return watchers_.add(partition, std::move(watcher));
}

Result<std::uint64_t> MemoryEngine::purge(UnixSeconds before)
{
    const std::lock_guard lock(mutex_);
    if (fault_)
        return std::unexpected(*fault_);
    return std::erase_if(blobs_, [&](const auto& entry) {
        return entry.second.holders == 0 && entry.second.written < before;
    });
}

Result<> MemoryEngine::partitions(const std::function<bool(Partition, Version)>& visit)
{
    std::vector<std::pair<Partition, Version>> all;
    {
        const std::lock_guard lock(mutex_);
        if (readFault_)
            return std::unexpected(*readFault_);
        for (const auto& [partition, state] : partitions_)
            all.emplace_back(partition, state.version);
    }
    for (const auto& [partition, version] : all)
        if (!visit(partition, version))
            break;
    return {};
}

Result<> MemoryEngine::blobs(const std::function<bool(const BlobId&, std::uint64_t)>& visit)
{
    std::vector<std::pair<BlobId, std::uint64_t>> all;
    {
        const std::lock_guard lock(mutex_);
        if (readFault_)
            return std::unexpected(*readFault_);
        for (const auto& [id, state] : blobs_)
            all.emplace_back(id, state.bytes.size());
    }
    for (const auto& [id, size] : all)
        if (!visit(id, size))
            break;
    return {};
}

Result<> MemoryEngine::links(Partition partition, const std::function<bool(const BlobId&)>& visit)
{
    std::set<BlobId> holds;
    {
        const std::lock_guard lock(mutex_);
        if (readFault_)
            return std::unexpected(*readFault_);
        if (const auto found = partitions_.find(partition); found != partitions_.end())
            holds = found->second.holds;
    }
    for (const BlobId& id : holds)
        if (!visit(id))
            break;
    return {};
}

void MemoryEngine::close()
{
    release();
    const std::lock_guard lock(mutex_);
    closed_ = true;
}

void MemoryEngine::failNext(std::size_t commits, Error error)
{
    const std::lock_guard lock(mutex_);
    failures_ = commits;
    failure_ = std::move(error);
}

void MemoryEngine::setFault(std::optional<Error> error)
{
    const std::lock_guard lock(mutex_);
    fault_ = std::move(error);
}

void MemoryEngine::setReadFault(std::optional<Error> error)
{
    const std::lock_guard lock(mutex_);
    readFault_ = std::move(error);
}

void MemoryEngine::hold()
{
    const std::lock_guard lock(mutex_);
    holding_ = true;
    released_ = 0;
}

void MemoryEngine::release(std::size_t commits)
{
    {
        const std::lock_guard lock(mutex_);
        released_ = std::min(commits, queue_.size());
    }
    drain();
}

void MemoryEngine::release()
{
    {
        const std::lock_guard lock(mutex_);
        holding_ = false;
    }
    drain();
}

std::size_t MemoryEngine::waiting() const
{
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void MemoryEngine::damageBlob(const BlobId& id, std::optional<std::string> bytes)
{
    const std::lock_guard lock(mutex_);
    if (bytes)
        blobs_[id].bytes = std::move(*bytes);
    else
        blobs_.erase(id);
}

} // namespace postamt::store
