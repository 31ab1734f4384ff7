#include "store/rocks/purge.h"

#include "base/fault_point.h"

#include <rocksdb/write_batch.h>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace postamt::store::rocks {

namespace {

/// How many blobs go in one turn of the committer, and how many keys are read for it.
constexpr std::size_t turnBlobs = 256;
constexpr std::size_t turnKeys = 100'000;

/// The marker under the iterator if its blob may go; moves on past the blob's keys.
std::optional<Marker> purgeableAt(rocksdb::Iterator& at, UnixSeconds before, std::size_t& keys)
{
    const std::string name = at.key().ToString();
    const auto marker = markerOf(at.value().ToStringView());
    at.Next();
    ++keys;
    bool isHeld = false;
    for (; at.Valid() && at.key().starts_with(name); at.Next(), ++keys)
        isHeld = true;
    // One that cannot be read is left for check to report.
    if (isHeld || !marker || marker->written >= before)
        return std::nullopt;
    return marker;
}

void removeChunks(
    rocksdb::WriteBatch& batch, const Database::Lease& lease, const BlobId& id, std::uint64_t size
)
{
    for (std::uint32_t index = 0; index < chunkCount(size); ++index)
        batch.Delete(lease.family(Family::Blobs), chunkKey(id, index));
}

} // namespace

Result<PurgeList> listPurgeable(Database& database, std::string from, UnixSeconds before)
{
    const auto lease = database.lease();
    if (!lease)
        return std::unexpected(lease.error());
    PurgeList list;
    const std::unique_ptr<rocksdb::Iterator> at(
        (*lease)->NewIterator(rocksdb::ReadOptions(), lease->family(Family::Links))
    );
    std::size_t keys = 0;
    for (at->Seek(from); at->Valid();) {
        const auto key = at->key();
        if (list.unheld.size() + list.ahead.size() >= turnBlobs || keys >= turnKeys) {
            list.next = key.ToString();
            break;
        }
        if (key.starts_with(aheadPrefix)) {
            list.ahead.push_back(blobOfKey(key.ToStringView()));
            at->Next();
            ++keys;
        } else if (key.starts_with(markerPrefix)) {
            const BlobId id = blobOfKey(key.ToStringView());
            if (purgeableAt(*at, before, keys))
                list.unheld.push_back(id);
        } else {
            break;
        }
    }
    if (!at->status().ok())
        return std::unexpected(errorOf(at->status()));
    return list;
}

Result<Purged> purgeNow(Database& database, Pins& pins, const PurgeList& list, UnixSeconds before)
{
    const Pins::Purging purging(pins);
    const auto lease = database.lease();
    if (!lease)
        return std::unexpected(lease.error());
    auto* links = lease->family(Family::Links);
    Purged purged;
    rocksdb::WriteBatch batch;
    const std::unique_ptr<rocksdb::Iterator> at((*lease)->NewIterator(rocksdb::ReadOptions(), links)
    );
    for (const BlobId& id : list.unheld) {
        const std::string name = markerKey(id);
        at->Seek(name);
        std::size_t keys = 0;
        if (purging.has(id) || !at->Valid() || at->key() != name)
            continue;
        if (const auto marker = purgeableAt(*at, before, keys)) {
            batch.Delete(links, name);
            removeChunks(batch, *lease, id, marker->size);
            ++purged.blobs;
            purged.bytes += marker->size;
        }
    }
    for (const BlobId& id : list.ahead) {
        const std::string name = aheadKey(id);
        at->Seek(name);
        if (purging.has(id) || !at->Valid() || at->key() != name)
            continue;
        const auto marker = markerOf(at->value().ToStringView());
        batch.Delete(links, name);
        at->Seek(markerKey(id));
        const bool isBlob = at->Valid() && at->key() == markerKey(id);
        if (marker && !isBlob) {
            removeChunks(batch, *lease, id, marker->size);
            purged.bytes += marker->size;
        }
    }
    if (!at->status().ok())
        return std::unexpected(errorOf(at->status()));
    if (batch.Count() == 0)
        return purged;
    faultPoint("purge.staged");
    if (auto written = database.write(batch, true); !written)
        return std::unexpected(std::move(written.error()));
    faultPoint("purge.written");
    return purged;
}

} // namespace postamt::store::rocks
