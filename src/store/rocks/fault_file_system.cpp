#include "store/rocks/fault_file_system.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace postamt::store::rocks {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

class FaultFileSystem::File : public rocksdb::FSWritableFileOwnerWrapper {
public:
    File(
        std::unique_ptr<rocksdb::FSWritableFile> file,
        FaultFileSystem& owner,
        std::string name,
        std::shared_ptr<Lengths> lengths
    )
        : FSWritableFileOwnerWrapper(std::move(file))
        , owner_(owner)
        , name_(std::move(name))
        , lengths_(std::move(lengths))
    {
    }

    IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override
    {
        std::size_t admitted = 0;
        const IOStatus answer = owner_.admit(name_, data.size(), admitted);
        if (admitted > 0) {
            auto status = target()->Append(Slice(data.data(), admitted), options, debug);
            if (!status.ok())
                return status;
            const std::lock_guard lock(owner_.mutex_);
            lengths_->written += admitted;
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
        auto status = owner_.admitSync(name_);
        if (status.ok())
            status = target()->Sync(options, debug);
        if (status.ok())
            noteSynced();
        return status;
    }

    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override
    {
        auto status = owner_.admitSync(name_);
        if (status.ok())
            status = target()->Fsync(options, debug);
        if (status.ok())
            noteSynced();
        return status;
    }

private:
    void noteSynced()
    {
        const std::lock_guard lock(owner_.mutex_);
        lengths_->synced = lengths_->written;
    }

    FaultFileSystem& owner_;
    std::string name_;
    std::shared_ptr<Lengths> lengths_;
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
}

void FaultFileSystem::fillAfter(std::uint64_t bytes)
{
    const std::lock_guard lock(mutex_);
    room_ = bytes;
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
    for (const auto& [name, lengths] : lengths_)
        if (std::error_code error; std::filesystem::exists(name, error))
            std::filesystem::resize_file(name, lengths->synced);
    lengths_.clear();
}

std::uint64_t FaultFileSystem::filesMade() const
{
    const std::lock_guard lock(mutex_);
    return filesMade_;
}

bool FaultFileSystem::isHit(const std::string& name) const
{
    return part_.empty() || name.find(part_) != std::string::npos;
}

IOStatus FaultFileSystem::admit(const std::string& name, std::size_t size, std::size_t& admitted)
{
    const std::lock_guard lock(mutex_);
    admitted = 0;
    if (powerless_ || (fault_ == Fault::Failing && isHit(name)))
        return IOStatus::IOError("the disk fails (test)");
    if (fault_ == Fault::Full && isHit(name))
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
    const std::lock_guard lock(mutex_);
    if (powerless_ || (fault_ != Fault::None && fault_ != Fault::Full && isHit(name)))
        return IOStatus::IOError("the disk fails (test)");
    return IOStatus::OK();
}

IOStatus FaultFileSystem::NewWritableFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    IODebugContext* debug
)
{
    std::size_t admitted = 0;
    {
        const std::lock_guard lock(mutex_);
        ++filesMade_;
    }
    // A file without bytes needs room, too.
    auto status = admit(name, 1, admitted);
    if (!status.ok())
        return status;
    std::unique_ptr<rocksdb::FSWritableFile> file;
    status = target()->NewWritableFile(name, options, &file, debug);
    if (!status.ok())
        return status;
    auto lengths = std::make_shared<Lengths>();
    {
        const std::lock_guard lock(mutex_);
        lengths_[name] = lengths;
    }
    *result = std::make_unique<File>(std::move(file), *this, name, std::move(lengths));
    return status;
}

IOStatus FaultFileSystem::RenameFile(
    const std::string& source,
    const std::string& destination,
    const IOOptions& options,
    IODebugContext* debug
)
{
    auto status = admitSync(destination);
    if (status.ok())
        status = target()->RenameFile(source, destination, options, debug);
    if (!status.ok())
        return status;
    const std::lock_guard lock(mutex_);
    if (auto moved = lengths_.extract(source)) {
        moved.key() = destination;
        lengths_.erase(destination);
        lengths_.insert(std::move(moved));
    }
    return status;
}

IOStatus FaultFileSystem::DeleteFile(
    const std::string& name, const IOOptions& options, IODebugContext* debug
)
{
    auto status = admitSync(name);
    if (status.ok())
        status = target()->DeleteFile(name, options, debug);
    if (status.ok()) {
        const std::lock_guard lock(mutex_);
        lengths_.erase(name);
    }
    return status;
}

} // namespace postamt::store::rocks
