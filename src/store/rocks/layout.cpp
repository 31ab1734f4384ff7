#include "store/rocks/layout.h"

#include "base/bytes.h"
#include "store/engine.h"

namespace postamt::store::rocks {

namespace {

std::string prefixed(char prefix, std::string_view first, std::string_view second = {})
{
    std::string key;
    key.reserve(1 + first.size() + second.size());
    key += prefix;
    key += first;
    key += second;
    return key;
}

} // namespace

std::string recordPrefix(Partition partition)
{
    std::string key;
    putBigEndian(key, partition.value);
    return key;
}

std::string recordKey(Partition partition, std::string_view key)
{
    std::string out;
    out.reserve(recordPrefixSize + key.size());
    putBigEndian(out, partition.value);
    out += key;
    return out;
}

std::string versionKey(Partition partition)
{
    return prefixed('v', recordPrefix(partition));
}

std::optional<Partition> partitionOfVersionKey(std::string_view key)
{
    RecordReader reader(key);
    const bool isVersion = reader.raw(1) == "v";
    const Partition partition(reader.bigEndian<std::uint64_t>());
    if (!isVersion || !reader.ok() || !reader.atEnd())
        return std::nullopt;
    return partition;
}

std::string versionValue(Version version)
{
    RecordWriter writer;
    writer.number(version.value);
    return writer.take();
}

std::optional<Version> versionOf(std::string_view value)
{
    RecordReader reader(value);
    const Version version(reader.number());
    if (!reader.ok() || !reader.atEnd())
        return std::nullopt;
    return version;
}

std::string chunkKey(const BlobId& id, std::uint32_t index)
{
    std::string key(id.view());
    putBigEndian(key, index);
    return key;
}

std::uint32_t chunkCount(std::uint64_t size)
{
    return static_cast<std::uint32_t>((size + blobPiece - 1) / blobPiece);
}

std::string markerKey(const BlobId& id)
{
    return prefixed('b', id.view());
}

std::string markerValue(const Marker& marker)
{
    RecordWriter writer;
    writer.number(marker.size);
    writer.signedNumber(marker.written);
    return writer.take();
}

std::optional<Marker> markerOf(std::string_view value)
{
    RecordReader reader(value);
    Marker marker;
    marker.size = reader.number();
    marker.written = reader.signedNumber();
    if (!reader.ok() || !reader.atEnd())
        return std::nullopt;
    return marker;
}

std::string holderKey(const BlobId& id, Partition partition)
{
    return prefixed('b', id.view(), recordPrefix(partition));
}

std::string heldPrefix(Partition partition)
{
    return prefixed('p', recordPrefix(partition));
}

std::string heldKey(Partition partition, const BlobId& id)
{
    return prefixed('p', recordPrefix(partition), id.view());
}

std::string aheadKey(const BlobId& id)
{
    return prefixed('a', id.view());
}

BlobId blobOfKey(std::string_view key)
{
    return BlobId::fromBytes(key.substr(1, BlobId::size));
}

} // namespace postamt::store::rocks
