#include "store/rocks/database.h"

#include "base/fault_point.h"
#include "base/log.h"
#include "store/rocks/crc32c.h"
#include "store/rocks/tuning.h"

#include <rocksdb/env.h>

#include <utility>

namespace postamt::store::rocks {

namespace {

/// How long mend() waits for those who read, and keeps others waiting with it.
constexpr std::chrono::seconds gatePatience(3);

/// How many leases this thread has, of any database.
thread_local std::size_t leasesOfThread = 0;

/// What must have been deleted before the tree is compacted for it, and what part of the body files
/// must be garbage before they are rewritten for it.
constexpr std::int64_t worthCompacting = 16 << 20;
constexpr double worthRewriting = 0.3;

} // namespace

Error errorOf(const rocksdb::Status& status)
{
    if (status.IsNoSpace())
        return {Fault::Temporary, "the disk is full", {}};
    if (status.IsIOError())
        return {Fault::Temporary, "the disk cannot be written or read", {}};
    if (status.IsCorruption())
        return {Fault::Internal, "the store is damaged: " + status.ToString(), {}};
    if (status.IsBusy() || status.IsTryAgain() || status.IsTimedOut() || status.IsIncomplete()
        || status.IsAborted() || status.IsShutdownInProgress())
        return {Fault::Temporary, "the store is busy", {}};
    return {Fault::Internal, "the store failed: " + status.ToString(), {}};
}

class Database::Listener : public rocksdb::EventListener {
public:
    explicit Listener(Database& owner) : owner_(owner) { }

    void OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* status) override
    {
        // After a lesser error RocksDB stops flushing, but lets writers wait for it for ever.
        if (status->severity() < rocksdb::Status::Severity::kHardError)
            *status = rocksdb::Status(*status, rocksdb::Status::Severity::kHardError);
        owner_.markBroken(*status);
    }

    void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status, bool* autoRecovery)
        override
    {
        *autoRecovery = false;
    }

    void OnFlushBegin(rocksdb::DB*, const rocksdb::FlushJobInfo&) override
    {
        faultPoint("flush.begun");
    }

    void OnFlushCompleted(rocksdb::DB*, const rocksdb::FlushJobInfo&) override
    {
        faultPoint("flush.ended");
    }

    void OnCompactionBegin(rocksdb::DB*, const rocksdb::CompactionJobInfo&) override
    {
        faultPoint("compaction.begun");
    }

    void OnCompactionCompleted(rocksdb::DB*, const rocksdb::CompactionJobInfo&) override
    {
        faultPoint("compaction.ended");
    }

    void OnTableFileCreated(const rocksdb::TableFileCreationInfo&) override
    {
        faultPoint("table.made");
    }

    void OnBlobFileCreated(const rocksdb::BlobFileCreationInfo&) override
    {
        faultPoint("bodies.made");
    }

    void OnMemTableSealed(const rocksdb::MemTableInfo&) override { faultPoint("memtable.sealed"); }

private:
    Database& owner_;
};

Database::Lease::~Lease()
{
    if (owner_ == nullptr)
        return;
    --leasesOfThread;
    const std::lock_guard lock(owner_->gate_);
    if (--owner_->leases_ == 0 && owner_->gateShut_)
        owner_->leasesBack_.notify_one();
}

Database::Database(std::unique_ptr<Directory> directory, const RocksOptions& options)
    : directory_(std::move(directory))
    , options_(options)
    , listener_(std::make_shared<Listener>(*this))
{
}

Database::~Database()
{
    closeNow();
}

Result<std::unique_ptr<Database>>
Database::open(const std::filesystem::path& path, const RocksOptions& options)
{
    auto directory = Directory::open(path);
    if (!directory)
        return std::unexpected(std::move(directory.error()));
    std::unique_ptr<Database> database(new Database(std::move(*directory), options));
    auto status = database->openNow();
    if (status.IsNoSpace()) {
        database->markBroken(status);
        if (database->openReadOnly().ok())
            return database;
    }
    if (!status.ok()) {
        Error error = errorOf(status);
        error.text += " (" + status.ToString() + ")";
        return std::unexpected(std::move(error));
    }
    if (auto finished = database->directory_->finish(); !finished)
        return std::unexpected(std::move(finished.error()));
    return database;
}

rocksdb::Status Database::openNow()
{
    if (hasCrcInstruction() && !rocksUsesCrcInstruction())
        log::info("store", "RocksDB makes its checksums without the processor's instruction");
    auto options = databaseOptions(options_);
    options.listeners.push_back(listener_);
    std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
    for (std::size_t i = 0; const auto& family : familyOptions(options_))
        descriptors.emplace_back(familyNames.at(i++), family);
    rocksdb::DB* db = nullptr;
    const auto status
        = rocksdb::DB::Open(options, directory_->database().string(), descriptors, &families_, &db);
    db_.reset(db);
    return status;
}

rocksdb::Status Database::openReadOnly()
{
    std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
    for (std::size_t i = 0; const auto& family : familyOptions(options_))
        descriptors.emplace_back(familyNames.at(i++), family);
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::OpenForReadOnly(
        databaseOptions(options_), directory_->database().string(), descriptors, &families_, &db
    );
    db_.reset(db);
    return status;
}

void Database::closeNow()
{
    if (!db_)
        return;
    for (auto* family : families_)
        db_->DestroyColumnFamilyHandle(family);
    families_.clear();
    if (const auto status = db_->Close(); !status.ok() && !broken_)
        log::warning("store", "closing the database: {}", status.ToString());
    db_.reset();
}

void Database::close()
{
    const std::lock_guard lock(gate_);
    closeNow();
}

Result<Database::Lease> Database::lease()
{
    std::unique_lock lock(gate_);
    // Who has one already must not wait for itself.
    gateOpened_.wait(lock, [&] { return !gateShut_ || leasesOfThread > 0; });
    if (!db_)
        return temporary("the store cannot be opened again after an error");
    ++leases_;
    ++leasesOfThread;
    return Lease(*this);
}

/// Newcomers wait from now on, those who have a lease may get further ones until all are back.
bool Database::shutGate()
{
    std::unique_lock lock(gate_);
    gateShut_ = true;
    if (leasesBack_.wait_for(lock, gatePatience, [&] { return leases_ == 0; }))
        return true;
    gateShut_ = false;
    lock.unlock();
    gateOpened_.notify_all();
    return false;
}

void Database::openGate()
{
    {
        const std::lock_guard lock(gate_);
        gateShut_ = false;
    }
    gateOpened_.notify_all();
}

Result<std::optional<std::string>> Database::get(Family which, std::string_view key)
{
    const auto held = lease();
    if (!held)
        return std::unexpected(held.error());
    std::string value;
    const auto status
        = (*held)->Get(rocksdb::ReadOptions(), held->family(which), rocksdb::Slice(key), &value);
    if (status.IsNotFound())
        return std::nullopt;
    if (!status.ok())
        return std::unexpected(errorOf(status));
    return value;
}

std::unexpected<Error> Database::trouble()
{
    const std::lock_guard lock(trouble_);
    return std::unexpected(error_);
}

Result<> Database::write(rocksdb::WriteBatch& batch, bool synced)
{
    if (broken_)
        return trouble();
    const auto held = lease();
    if (!held)
        return std::unexpected(held.error());
    rocksdb::WriteOptions options;
    // A test without syncs shows that others would notice.
    options.sync = synced && faultNumber("store.sync", 1) != 0;
    const auto status = (*held)->Write(options, &batch);
    if (status.ok())
        return {};
    markBroken(status);
    return std::unexpected(errorOf(status));
}

void Database::markBroken(const rocksdb::Status& status)
{
    const std::lock_guard lock(trouble_);
    if (broken_)
        return;
    error_ = errorOf(status);
    broken_ = true;
    log::error(
        "store",
        "cannot write: {}. Mail is refused for now and can be read; nothing is lost. Free space or "
        "mend the disk",
        status.ToString()
    );
}

rocksdb::Status Database::probe() const
{
    rocksdb::Env* env = options_.env != nullptr ? options_.env : rocksdb::Env::Default();
    const std::string name = directory_->probe().string();
    std::unique_ptr<rocksdb::WritableFile> file;
    auto status = env->NewWritableFile(name, &file, rocksdb::EnvOptions());
    if (status.ok())
        status = file->Append(std::string(1 << 20, '\0'));
    if (status.ok())
        status = file->Sync();
    if (status.ok())
        status = file->Close();
    file.reset();
    env->DeleteFile(name).PermitUncheckedError();
    return status;
}

Result<> Database::mend()
{
    if (!broken_)
        return {};
    const auto now = std::chrono::steady_clock::now();
    if (now < nextTry_)
        return trouble();
    nextTry_ = now + options_.retryAfter;
    if (!probe().ok() || !shutGate())
        return trouble();
    closeNow();
    faultPoint("mend.closed");
    ++generation_;
    broken_ = false;
    const auto status = openNow();
    if (!status.ok()) {
        markBroken(status);
        openReadOnly().PermitUncheckedError();
    }
    openGate();
    if (broken_)
        return trouble();
    log::warning("store", "writing works again");
    return {};
}

void Database::compressQuickly(bool quick)
{
    const auto held = lease();
    if (!held)
        return;
    const char* const type = quick ? "kLZ4Compression" : "kZSTD";
    (*held)
        ->SetOptions(
            held->family(Family::Blobs),
            {
                {"blob_compression_type", type}
    }
        )
        .PermitUncheckedError();
}

void Database::reclaim(std::uint64_t freed)
{
    const auto worth = faultNumber("reclaim.bytes", worthCompacting);
    if (freed_ += freed; freed_ < static_cast<std::uint64_t>(worth))
        return;
    freed_ = 0;
    const auto held = lease();
    if (!held)
        return;
    auto* blobs = held->family(Family::Blobs);
    // Deletions meet what they delete; what then is garbage in the body files is known.
    rocksdb::CompactRangeOptions options;
    options.exclusive_manual_compaction = false;
    faultPoint("reclaim.begun");
    auto status = (*held)->CompactRange(options, blobs, nullptr, nullptr);
    faultPoint("reclaim.compacted");
    std::uint64_t total = 0;
    std::string garbage;
    if (!status.ok() || !(*held)->GetIntProperty(blobs, "rocksdb.total-blob-file-size", &total)
        || !(*held)->GetProperty(blobs, "rocksdb.live-blob-file-garbage-size", &garbage))
        return;
    if (static_cast<double>(std::stoull(garbage)) < worthRewriting * static_cast<double>(total))
        return;
    options.blob_garbage_collection_policy = rocksdb::BlobGarbageCollectionPolicy::kForce;
    options.blob_garbage_collection_age_cutoff = 1;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    (*held)->CompactRange(options, blobs, nullptr, nullptr).PermitUncheckedError();
    faultPoint("reclaim.rewritten");
}

} // namespace postamt::store::rocks
