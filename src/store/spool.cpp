#include "store/spool.h"

#include "base/fault_point.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace postamt::store {

namespace {

/// What is gathered before a write to the file.
constexpr std::size_t writeSize = 128 * 1024;

/// What is taken at first: less than that is moved once more for nothing.
constexpr std::size_t firstSize = 16 * 1024;

constexpr std::string_view namePrefix = "spool-";

Error systemError(std::string_view what, const std::filesystem::path& directory, int number)
{
    std::string text(what);
    text += " in ";
    text += directory.string();
    text += ": ";
    text += std::system_category().message(number);
    return {Fault::Temporary, std::move(text), {}};
}

} // namespace

/// A file without a name.
class Spool::File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) { }

    ~File() { ::close(descriptor_); }

    File(const File&) = delete;
    File& operator=(const File&) = delete;

    static Result<std::shared_ptr<File>> create(const std::filesystem::path& directory)
    {
        if (const int number = faultError("spool.make"); number != 0)
            return std::unexpected(systemError("cannot make a spool file", directory, number));
        int descriptor = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (descriptor < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
            // A file system without nameless files: take the name away at once.
            std::string name = (directory / namePrefix).string() + "XXXXXX";
            descriptor = ::mkostemp(name.data(), O_CLOEXEC);
            if (descriptor >= 0)
                ::unlink(name.c_str());
        }
        if (descriptor < 0)
            return std::unexpected(systemError("cannot make a spool file", directory, errno));
        return std::make_shared<File>(descriptor);
    }

    /// 0 or the error number.
    int write(std::string_view bytes) const
    {
        if (const int number = faultError("spool.write"); number != 0)
            return number;
        while (!bytes.empty()) {
            const auto written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return errno;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return 0;
    }

    /// The bytes at an offset, cut at the end of the file; an error number in `error`.
    std::string read(std::uint64_t offset, std::size_t length, int& error) const
    {
        std::string out(length, '\0');
        std::size_t filled = 0;
        while (filled < length) {
            const auto got = ::pread(
                descriptor_,
                out.data() + filled,
                length - filled,
                static_cast<off_t>(offset + filled)
            );
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0) {
                error = got < 0 ? errno : EIO;
                break;
            }
            filled += static_cast<std::size_t>(got);
        }
        out.resize(filled);
        return out;
    }

    class Body;

private:
    int descriptor_;
};

class Spool::File::Body : public store::Body {
public:
    Body(std::shared_ptr<File> file, std::uint64_t size, const BlobId& id)
        : file_(std::move(file)), size_(size), id_(id)
    {
    }

    std::uint64_t size() const override { return size_; }

    const BlobId& id() const override { return id_; }

    Result<std::string> read(std::uint64_t offset, std::uint64_t length) const override
    {
        if (offset >= size_)
            return std::string();
        int error = 0;
        auto out = file_->read(offset, std::min(length, size_ - offset), error);
        if (error != 0)
            return temporary(
                "cannot read the spool file: " + std::system_category().message(error)
            );
        return out;
    }

private:
    std::shared_ptr<File> file_;
    std::uint64_t size_;
    BlobId id_;
};

Spool::Spool(std::filesystem::path directory, std::size_t threshold)
    : directory_(std::move(directory)), threshold_(threshold)
{
}

Spool::~Spool() = default;
Spool::Spool(Spool&&) noexcept = default;
Spool& Spool::operator=(Spool&&) noexcept = default;

std::unexpected<Error> Spool::fail(Error error)
{
    error_ = error;
    // Give the space back now; the session may live on for long.
    file_.reset();
    std::string().swap(buffer_);
    return std::unexpected(std::move(error));
}

Result<> Spool::append(std::string_view bytes)
{
    if (error_)
        return std::unexpected(*error_);
    hasher_.update(bytes);
    size_ += bytes.size();
    if (!file_ && size_ <= threshold_) {
        // Most messages fit; larger ones double it.
        if (buffer_.capacity() < size_)
            buffer_.reserve(std::max<std::size_t>({size_, firstSize, 2 * buffer_.capacity()}));
        buffer_ += bytes;
        return {};
    }
    if (!file_) {
        auto created = File::create(directory_);
        if (!created)
            return fail(created.error());
        file_ = std::move(*created);
        if (const auto flushed = flush(); !flushed)
            return flushed;
        std::string().swap(buffer_);
    }
    if (buffer_.size() + bytes.size() < writeSize) {
        buffer_ += bytes;
        return {};
    }
    if (const auto flushed = flush(); !flushed)
        return flushed;
    if (const int number = file_->write(bytes); number != 0)
        return fail(systemError("cannot write a spool file", directory_, number));
    return {};
}

Result<> Spool::flush()
{
    if (const int number = file_->write(buffer_); number != 0)
        return fail(systemError("cannot write a spool file", directory_, number));
    buffer_.clear();
    return {};
}

Result<BodyRef> Spool::finish()
{
    if (error_)
        return std::unexpected(*error_);
    if (!file_)
        return makeBody(std::move(buffer_), hasher_.finish());
    if (const auto flushed = flush(); !flushed)
        return std::unexpected(flushed.error());
    std::string().swap(buffer_);
    return std::make_shared<const File::Body>(std::move(file_), size_, hasher_.finish());
}

Result<> cleanSpool(const std::filesystem::path& directory)
{
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
        return std::unexpected(
            systemError("cannot make the spool directory", directory, error.value())
        );
    for (auto entry = std::filesystem::directory_iterator(directory, error);
         !error && entry != std::filesystem::directory_iterator();
         entry.increment(error)) {
        if (entry->path().filename().string().starts_with(namePrefix))
            std::filesystem::remove(entry->path(), error);
        if (error)
            break;
    }
    if (error)
        return std::unexpected(
            systemError("cannot clean the spool directory", directory, error.value())
        );
    return {};
}

} // namespace postamt::store
