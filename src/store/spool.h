#pragma once

#include "base/result.h"
#include "store/body.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::store {

/// Takes in a message piece by piece and makes a Body of it. It stays in memory up to a threshold;
/// a larger one goes to a nameless file, whose space is freed when the last reference to the Body
/// goes or the process ends. Used by one session at a time; writes block.
class Spool {
public:
    static constexpr std::size_t defaultThreshold = 256 * 1024;

    /// `directory` must exist; it is touched only when the threshold (bytes) is passed.
    explicit Spool(std::filesystem::path directory, std::size_t threshold = defaultThreshold);
    ~Spool();
    Spool(Spool&&) noexcept;
    Spool& operator=(Spool&&) noexcept;

    /// Adds bytes. Temporary if they cannot be written (the disk is full); the error sticks.
    Result<> append(std::string_view bytes);

    /// The bytes appended so far.
    std::uint64_t size() const { return size_; }

    /// The body; the Spool is used up. Temporary if any append() failed.
    Result<BodyRef> finish();

private:
    class File;

    Result<> flush();
    std::unexpected<Error> fail(Error error);

    std::filesystem::path directory_;
    std::size_t threshold_;
    std::uint64_t size_ = 0;
    std::string buffer_; ///< all bytes, or with a file those not yet written to it
    BlobHasher hasher_;
    std::shared_ptr<File> file_;
    std::optional<Error> error_;
};

/// Makes the spool directory if it is not there and removes what a crash may have left in it.
/// Temporary if that fails. To be called before the first Spool.
Result<> cleanSpool(const std::filesystem::path& directory);

} // namespace postamt::store
