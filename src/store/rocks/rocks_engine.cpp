#include "store/rocks/rocks_engine.h"

#include "base/cautious_clock.h"
#include "store/rocks/committer.h"
#include "store/rocks/database.h"
#include "store/rocks/layout.h"
#include "store/watchers.h"

#include <rocksdb/iterator.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace postamt::store {

namespace {

using namespace rocks;

/// Blobs are purged by their age.
const CautiousClock systemClock;

/// What a scan that nobody repeats reads of a file at once. Much more, and the memory for it is
/// given back to the system each time, which costs more than is saved.
constexpr std::size_t readAhead = std::size_t{64} * 1024;

/// Visits the keys of a family that begin with `prefix`, ascending, from one state.
template <class Visit>
Result<> visitPrefix(Database& database, Family family, const std::string& prefix, Visit visit)
{
    const auto lease = database.lease();
    if (!lease)
        return std::unexpected(lease.error());
    const KeyRange range = KeyRange::withPrefix(prefix);
    const rocksdb::Slice end(range.to);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = range.to.empty() ? nullptr : &end;
    const std::unique_ptr<rocksdb::Iterator> at(
        (*lease)->NewIterator(options, lease->family(family))
    );
    for (at->Seek(range.from); at->Valid(); at->Next()) {
        const Result<bool> goOn = visit(at->key().ToStringView(), at->value().ToStringView());
        if (!goOn)
            return std::unexpected(goOn.error());
        if (!*goOn)
            return {};
    }
    if (!at->status().ok())
        return std::unexpected(errorOf(at->status()));
    return {};
}

std::unexpected<Error> damaged(std::string_view what)
{
    return internal("the store is damaged: cannot read " + std::string(what));
}

/// The embedded engine: reads go straight to RocksDB, commits to the committer.
class RocksEngine : public Engine {
public:
    RocksEngine(std::unique_ptr<Database> database, const Clock& clock)
        : database_(std::move(database)), committer_(*database_, watchers_, clock)
    {
    }

    Result<std::optional<std::string>> get(Partition partition, std::string_view key) override
    {
        return database_->get(Family::Keys, recordKey(partition, key));
    }

    Result<>
    scan(Partition partition, const KeyRange& range, const Visitor& visit, Order order) override;

    Result<Version> version(Partition partition) override
    {
        const auto value = database_->get(Family::Meta, versionKey(partition));
        if (!value)
            return std::unexpected(value.error());
        if (!*value)
            return Version();
        const auto version = versionOf(**value);
        if (!version)
            return damaged("a version");
        return *version;
    }

    void commit(Batch batch, Completion done) override
    {
        committer_.commit(std::move(batch), std::move(done));
    }

    Result<std::string> blob(const BlobId& id, std::uint64_t offset, std::uint64_t length) override;

    Result<std::optional<std::uint64_t>> blobSize(const BlobId& id) override
    {
        const auto value = database_->get(Family::Links, markerKey(id));
        if (!value)
            return std::unexpected(value.error());
        if (!*value)
            return std::nullopt;
        const auto marker = markerOf(**value);
        if (!marker)
            return damaged("the marker of a blob");
        return marker->size;
    }

    std::shared_ptr<void> watch(Partition partition, Watcher watcher) override
    {
        return watchers_.add(partition, std::move(watcher));
    }

    Result<> checkpoint(const std::filesystem::path& directory) override
    {
        return database_->checkpoint(directory);
    }

    Result<std::uint64_t> purge(UnixSeconds before) override { return committer_.purge(before); }

    Result<> partitions(const std::function<bool(Partition, Version)>& visit) override
    {
        return visitPrefix(
            *database_,
            Family::Meta,
            "v",
            [&](std::string_view key, std::string_view value) -> Result<bool> {
                const auto partition = partitionOfVersionKey(key);
                const auto version = versionOf(value);
                if (!partition || !version)
                    return damaged("a version");
                return visit(*partition, *version);
            }
        );
    }

    Result<> blobs(const std::function<bool(const BlobId&, std::uint64_t)>& visit) override
    {
        return visitPrefix(
            *database_,
            Family::Links,
            std::string(markerPrefix),
            [&](std::string_view key, std::string_view value) -> Result<bool> {
                if (key.size() != markerKeySize)
                    return true; // a holder
                const auto marker = markerOf(value);
                if (!marker)
                    return damaged("the marker of a blob");
                return visit(blobOfKey(key), marker->size);
            }
        );
    }

    Result<> links(Partition partition, const std::function<bool(const BlobId&)>& visit) override
    {
        const std::string prefix = heldPrefix(partition);
        return visitPrefix(
            *database_,
            Family::Links,
            prefix,
            [&](std::string_view key, std::string_view) -> Result<bool> {
                return visit(BlobId::fromBytes(key.substr(prefix.size())));
            }
        );
    }

    void close() override
    {
        committer_.close();
        database_->close();
    }

private:
    Result<std::optional<std::string>>
    inFirstPiece(const BlobId& id, std::uint64_t offset, std::uint64_t length);

    std::unique_ptr<Database> database_;
    Watchers watchers_;
    Committer committer_;
};

Result<>
RocksEngine::scan(Partition partition, const KeyRange& range, const Visitor& visit, Order order)
{
    if (!range.to.empty() && range.to <= range.from)
        return {};
    const auto lease = database_->lease();
    if (!lease)
        return std::unexpected(lease.error());
    const std::string from = recordKey(partition, range.from);
    const std::string to = range.to.empty() ? KeyRange::withPrefix(recordPrefix(partition)).to
                                            : recordKey(partition, range.to);
    const rocksdb::Slice lower(from);
    const rocksdb::Slice upper(to);
    rocksdb::ReadOptions options;
    options.fill_cache = !range.isReadOnce;
    // One system call for each block would cost as much as all else.
    if (range.isReadOnce)
        options.readahead_size = readAhead;
    options.iterate_lower_bound = &lower;
    options.iterate_upper_bound = to.empty() ? nullptr : &upper;
    const std::unique_ptr<rocksdb::Iterator> at(
        (*lease)->NewIterator(options, lease->family(Family::Keys))
    );
    const bool up = order == Order::Ascending;
    for (up ? at->Seek(lower) : at->SeekToLast(); at->Valid(); up ? at->Next() : at->Prev()) {
        const auto key = at->key().ToStringView().substr(recordPrefixSize);
        if (!visit(key, at->value().ToStringView()))
            return {};
    }
    if (!at->status().ok())
        return std::unexpected(errorOf(at->status()));
    return {};
}

/// Bytes that lie in the first piece of a blob. One that is not full is the only one; it came and
/// goes with the marker in one commit, so that the marker need not be looked at. Nothing if there
/// is no such piece, or the bytes go on behind it.
Result<std::optional<std::string>>
RocksEngine::inFirstPiece(const BlobId& id, std::uint64_t offset, std::uint64_t length)
{
    const auto lease = database_->lease();
    if (!lease)
        return std::unexpected(lease.error());
    rocksdb::PinnableSlice piece;
    const auto status = (*lease)->Get(
        rocksdb::ReadOptions(), lease->family(Family::Blobs), chunkKey(id, 0), &piece
    );
    if (status.IsNotFound())
        return std::nullopt;
    if (!status.ok())
        return std::unexpected(errorOf(status));
    const auto bytes = piece.ToStringView();
    if (bytes.size() >= blobPiece) {
        const auto size = blobSize(id);
        if (!size)
            return std::unexpected(size.error());
        if (!*size || length > blobPiece - offset)
            return std::nullopt;
    }
    return std::string(bytes.substr(std::min<std::uint64_t>(offset, bytes.size()), length));
}

Result<std::string> RocksEngine::blob(const BlobId& id, std::uint64_t offset, std::uint64_t length)
{
    if (offset < blobPiece) {
        auto piece = inFirstPiece(id, offset, length);
        if (!piece)
            return std::unexpected(piece.error());
        if (*piece)
            return std::move(**piece);
    }
    const auto size = blobSize(id);
    if (!size)
        return std::unexpected(size.error());
    if (!*size)
        return no("there is no such blob", "NONEXISTENT");
    std::string out;
    if (offset >= **size)
        return out;
    const std::uint64_t end = offset + std::min(length, **size - offset);
    out.reserve(end - offset);
    const auto lease = database_->lease();
    if (!lease)
        return std::unexpected(lease.error());
    while (offset < end) {
        const std::uint64_t start = offset % blobPiece;
        rocksdb::PinnableSlice chunk;
        const auto status = (*lease)->Get(
            rocksdb::ReadOptions(),
            lease->family(Family::Blobs),
            chunkKey(id, static_cast<std::uint32_t>(offset / blobPiece)),
            &chunk
        );
        // A purge that came between is the one honest reason for a chunk that is not there.
        if (status.IsNotFound())
            return blobSize(id).value_or(std::nullopt) ? damaged("a part of a blob")
                                                       : no("there is no such blob", "NONEXISTENT");
        if (!status.ok())
            return std::unexpected(errorOf(status));
        const auto part
            = chunk.ToStringView().substr(std::min<std::size_t>(start, chunk.size()), end - offset);
        if (part.empty())
            return damaged("a part of a blob");
        out += part;
        offset += part.size();
    }
    return out;
}

} // namespace

Result<std::unique_ptr<Engine>>
openRocks(const std::filesystem::path& directory, const RocksOptions& options)
{
    auto database = Database::open(directory, options);
    if (!database)
        return std::unexpected(std::move(database.error()));
    const Clock& clock = options.clock != nullptr ? *options.clock : systemClock;
    return std::make_unique<RocksEngine>(std::move(*database), clock);
}

} // namespace postamt::store
