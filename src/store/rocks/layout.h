#pragma once

#include "store/batch.h"
#include "store/blob_id.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The keys and values in RocksDB, as docs/storage.md describes them. Whoever changes anything here
/// raises formatNumber and brings a migration.
namespace postamt::store::rocks {

/// The format that this program writes, and the newest that it reads.
inline constexpr std::uint64_t formatNumber = 4;

/// The column families; the number is the index of the handle.
enum class Family : std::size_t {
    Meta, ///< the versions of the partitions
    Keys, ///< the records
    Blobs, ///< the bytes of the bodies, in chunks
    Links, ///< which blobs there are and who holds them
};

/// Their names in RocksDB, in the order of Family.
inline constexpr std::array<const char*, 4> familyNames = {"default", "keys", "blobs", "links"};

/// What is known of a blob besides its bytes.
struct Marker {
    std::uint64_t size = 0;
    std::int64_t written = 0; ///< Unix seconds
};

std::string versionKey(Partition partition);
std::optional<Partition> partitionOfVersionKey(std::string_view key);
std::string versionValue(Version version);
std::optional<Version> versionOf(std::string_view value);

/// What all record keys of a partition begin with.
std::string recordPrefix(Partition partition);
std::string recordKey(Partition partition, std::string_view key);
inline constexpr std::size_t recordPrefixSize = 8;

/// The bytes [index * blobPiece, (index + 1) * blobPiece) of a blob.
std::string chunkKey(const BlobId& id, std::uint32_t index);
std::uint32_t chunkCount(std::uint64_t size);

/// The marker makes the blob exist.
std::string markerKey(const BlobId& id);
std::string markerValue(const Marker& marker);
std::optional<Marker> markerOf(std::string_view value);
/// The partition holds the blob. Sorts behind the marker of the blob.
std::string holderKey(const BlobId& id, Partition partition);
/// The same the other way round: all that a partition holds.
std::string heldPrefix(Partition partition);
std::string heldKey(Partition partition, const BlobId& id);
/// Chunks of the blob may be there although its marker is not (its commit has not come yet, or
/// never will). The value is a marker.
std::string aheadKey(const BlobId& id);

inline constexpr std::string_view markerPrefix = "b";
inline constexpr std::string_view aheadPrefix = "a";
inline constexpr std::size_t markerKeySize = 1 + BlobId::size;

/// The blob that a marker, holder or ahead key speaks of.
BlobId blobOfKey(std::string_view key);

} // namespace postamt::store::rocks
