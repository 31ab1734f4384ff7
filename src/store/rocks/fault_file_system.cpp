#include "store/rocks/fault_file_system.h"

#include "base/fault_point.h"

#include <algorithm>
#include <filesystem>
#include <thread>
#include <utility>

namespace postamt::store::rocks {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

namespace {

IOStatus failure()
{
    return IOStatus::IOError("the disk fails (test)");
}

/// True for the one act that the count was set for.
bool isNth(std::uint64_t& untilFault)
{
    return untilFault > 0 && --untilFault == 0;
}

IOStatus statusOf(const std::error_code& error)
{
    return error ? IOStatus::IOError(error.message()) : IOStatus::OK();
}

} // namespace

class FaultFileSystem::File : public rocksdb::FSWritableFileOwnerWrapper {
public:
    File(
        std::unique_ptr<rocksdb::FSWritableFile> file,
        FaultFileSystem& owner,
        std::string name,
        std::shared_ptr<Unsynced::Contents> contents
    )
        : FSWritableFileOwnerWrapper(std::move(file))
        , owner_(owner)
        , name_(std::move(name))
        , contents_(std::move(contents))
    {
    }

    IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override
    {
        const std::shared_lock power(owner_.power_);
        std::size_t admitted = 0;
        const IOStatus answer = owner_.admit(name_, data.size(), admitted);
        if (admitted > 0) {
            auto status = target()->Append(Slice(data.data(), admitted), options, debug);
            if (!status.ok())
                return status;
            const std::lock_guard lock(owner_.mutex_);
            contents_->written += admitted;
        }
        return answer;
    }

    IOStatus Append(
        const Slice& data,
        const IOOptions& options,
        const rocksdb::DataVerificationInfo&,
        IODebugContext* debug
    ) override
    {
        return Append(data, options, debug);
    }

    IOStatus Sync(const IOOptions& options, IODebugContext* debug) override
    {
        return synced([&] { return target()->Sync(options, debug); });
    }

    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override
    {
        return synced([&] { return target()->Fsync(options, debug); });
    }

private:
    template <class Act>
    IOStatus synced(Act act)
    {
        const bool isLog = name_.ends_with(".log");
        if (isLog)
            faultPoint("log.written");
        IOStatus status;
        {
            const std::shared_lock power(owner_.power_);
            const auto written = owner_.writtenTo(*contents_);
            status = owner_.admitSync(name_);
            if (status.ok())
                status = act();
            if (status.ok())
                owner_.noteSynced(*contents_, written);
        }
        if (isLog && status.ok())
            faultPoint("log.synced");
        return status;
    }

    FaultFileSystem& owner_;
    std::string name_;
    std::shared_ptr<Unsynced::Contents> contents_;
};

class FaultFileSystem::Directory : public rocksdb::FSDirectoryWrapper {
public:
    Directory(
        std::unique_ptr<rocksdb::FSDirectory> directory, FaultFileSystem& owner, std::string name
    )
        : FSDirectoryWrapper(std::move(directory)), owner_(owner), name_(std::move(name))
    {
    }

    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override
    {
        return synced([&] { return FSDirectoryWrapper::Fsync(options, debug); });
    }

    IOStatus FsyncWithDirOptions(
        const IOOptions& options,
        IODebugContext* debug,
        const rocksdb::DirFsyncOptions& directoryOptions
    ) override
    {
        return synced([&] {
            return FSDirectoryWrapper::FsyncWithDirOptions(options, debug, directoryOptions);
        });
    }

private:
    template <class Act>
    IOStatus synced(Act act)
    {
        faultPoint("directory.changed");
        const std::shared_lock power(owner_.power_);
        auto status = owner_.admitSync(name_);
        if (status.ok())
            status = act();
        if (status.ok()) {
            const std::lock_guard lock(owner_.mutex_);
            owner_.unsynced_.syncDirectory(name_);
        }
        return status;
    }

    FaultFileSystem& owner_;
    std::string name_;
};

FaultFileSystem::FaultFileSystem()
    : FileSystemWrapper(rocksdb::FileSystem::Default())
    // The Env shares what it does not own.
    , env_(rocksdb::NewCompositeEnv(std::shared_ptr<FileSystem>(this, [](FileSystem*) { })))
{
}

void FaultFileSystem::setFault(Fault fault, std::string part)
{
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    part_ = std::move(part);
    room_.reset();
    writesUntilFault_ = 0;
    syncsUntilFault_ = 0;
}

void FaultFileSystem::fillAfter(std::uint64_t bytes)
{
    const std::lock_guard lock(mutex_);
    room_ = bytes;
}

void FaultFileSystem::failNth(Act act, std::uint64_t number)
{
    const std::lock_guard lock(mutex_);
    (act == Act::Write ? writesUntilFault_ : syncsUntilFault_) = number;
}

void FaultFileSystem::setSyncTime(std::chrono::milliseconds time)
{
    const std::lock_guard lock(mutex_);
    syncTime_ = time;
}

void FaultFileSystem::cutPower()
{
    const std::lock_guard lock(mutex_);
    powerless_ = true;
}

void FaultFileSystem::restorePower()
{
    const std::lock_guard lock(mutex_);
    powerless_ = false;
    unsynced_.lose([this](std::uint64_t bound) { return random_() % bound; });
}

void FaultFileSystem::losePower()
{
    const std::unique_lock power(power_);
    const std::lock_guard lock(mutex_);
    unsynced_.lose([this](std::uint64_t bound) { return random_() % bound; });
    powerless_ = true;
}

std::uint64_t FaultFileSystem::filesMade() const
{
    const std::lock_guard lock(mutex_);
    return filesMade_;
}

/// What a disk in this state says to every change of the file.
std::optional<IOStatus> FaultFileSystem::refusal(const std::string& name) const
{
    if (powerless_)
        return failure();
    if (!part_.empty() && name.find(part_) == std::string::npos)
        return std::nullopt;
    if (fault_ == Fault::Failing)
        return failure();
    if (fault_ == Fault::ReadOnly)
        return IOStatus::IOError("Read-only file system (test)");
    return std::nullopt;
}

IOStatus FaultFileSystem::admit(const std::string& name, std::size_t size, std::size_t& admitted)
{
    const std::lock_guard lock(mutex_);
    admitted = 0;
    if (const auto refused = refusal(name))
        return *refused;
    if (isNth(writesUntilFault_))
        return failure();
    const bool isHit = part_.empty() || name.find(part_) != std::string::npos;
    if (fault_ == Fault::Full && isHit)
        return IOStatus::NoSpace("no space (test)");
    admitted = size;
    if (!room_)
        return IOStatus::OK();
    admitted = static_cast<std::size_t>(std::min<std::uint64_t>(*room_, size));
    *room_ -= admitted;
    return admitted == size ? IOStatus::OK() : IOStatus::NoSpace("no space (test)");
}

IOStatus FaultFileSystem::admitSync(const std::string& name)
{
    std::chrono::milliseconds time{0};
    {
        const std::lock_guard lock(mutex_);
        if (const auto refused = refusal(name))
            return *refused;
        const bool isHit = part_.empty() || name.find(part_) != std::string::npos;
        if (isNth(syncsUntilFault_) || (fault_ == Fault::SyncFails && isHit))
            return failure();
        time = syncTime_;
    }
    std::this_thread::sleep_for(time);
    return IOStatus::OK();
}

IOStatus FaultFileSystem::admitChange(const std::string& name)
{
    const std::lock_guard lock(mutex_);
    const bool isHit = part_.empty() || name.find(part_) != std::string::npos;
    if (fault_ == Fault::SyncFails && isHit)
        return failure();
    return refusal(name).value_or(IOStatus::OK());
}

std::uint64_t FaultFileSystem::writtenTo(const Unsynced::Contents& contents) const
{
    const std::lock_guard lock(mutex_);
    return contents.written;
}

void FaultFileSystem::noteSynced(Unsynced::Contents& contents, std::uint64_t written)
{
    const std::lock_guard lock(mutex_);
    contents.synced = written;
}

IOStatus FaultFileSystem::NewWritableFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    IODebugContext* debug
)
{
    const std::shared_lock power(power_);
    std::size_t admitted = 0;
    {
        const std::lock_guard lock(mutex_);
        ++filesMade_;
    }
    // A file without bytes needs room, too.
    auto status = admit(name, 1, admitted);
    if (!status.ok())
        return status;
    std::shared_ptr<Unsynced::Contents> contents;
    {
        const std::lock_guard lock(mutex_);
        contents = unsynced_.make(name);
    }
    std::unique_ptr<rocksdb::FSWritableFile> file;
    status = target()->NewWritableFile(name, options, &file, debug);
    if (!status.ok())
        return status;
    *result = std::make_unique<File>(std::move(file), *this, name, std::move(contents));
    return status;
}

IOStatus FaultFileSystem::NewDirectory(
    const std::string& name,
    const IOOptions& options,
    std::unique_ptr<rocksdb::FSDirectory>* result,
    IODebugContext* debug
)
{
    std::unique_ptr<rocksdb::FSDirectory> directory;
    auto status = target()->NewDirectory(name, options, &directory, debug);
    if (!status.ok())
        return status;
    *result = std::make_unique<Directory>(std::move(directory), *this, name);
    return status;
}

IOStatus FaultFileSystem::CreateDirIfMissing(
    const std::string& name, const IOOptions& options, IODebugContext* debug
)
{
    const std::shared_lock power(power_);
    const bool isNew = !std::filesystem::exists(name);
    auto status = isNew ? admitChange(name) : IOStatus::OK();
    if (status.ok())
        status = target()->CreateDirIfMissing(name, options, debug);
    if (status.ok() && isNew) {
        const std::lock_guard lock(mutex_);
        unsynced_.makeDirectory(name);
    }
    return status;
}

IOStatus FaultFileSystem::
    RenameFile(const std::string& source, const std::string& destination, const IOOptions&, IODebugContext*)
{
    const std::shared_lock power(power_);
    if (auto status = admitChange(destination); !status.ok())
        return status;
    const std::lock_guard lock(mutex_);
    return statusOf(unsynced_.rename(source, destination));
}

IOStatus FaultFileSystem::LinkFile(
    const std::string& source,
    const std::string& destination,
    const IOOptions& options,
    IODebugContext* debug
)
{
    const std::shared_lock power(power_);
    auto status = admitChange(destination);
    if (status.ok())
        status = target()->LinkFile(source, destination, options, debug);
    if (status.ok()) {
        const std::lock_guard lock(mutex_);
        unsynced_.link(source, destination);
    }
    return status;
}

IOStatus FaultFileSystem::DeleteFile(const std::string& name, const IOOptions&, IODebugContext*)
{
    const std::shared_lock power(power_);
    if (auto status = admitChange(name); !status.ok())
        return status;
    const std::lock_guard lock(mutex_);
    return statusOf(unsynced_.remove(name));
}

} // namespace postamt::store::rocks
