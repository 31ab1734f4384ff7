// Any bytes as the keys and values of RocksDB. Properties: what is read comes back from what is
// written for it; keys sort as their meaning does, and what begins with a prefix is what belongs to
// it.
#include "base/bytes.h"
#include "store/engine.h"
#include "store/rocks/layout.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::store;
using namespace postamt::store::rocks;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

void values(std::string_view bytes)
{
    if (const auto version = versionOf(bytes))
        require(versionOf(versionValue(*version)) == version);
    if (const auto marker = markerOf(bytes)) {
        const auto again = markerOf(markerValue(*marker));
        require(again && again->size == marker->size && again->written == marker->written);
        require(
            std::uint64_t{chunkCount(marker->size)} * blobPiece >= marker->size
            || marker->size > std::uint64_t{0xffffffff} * blobPiece
        );
    }
    if (const auto partition = partitionOfVersionKey(bytes))
        require(versionKey(*partition) == bytes);
}

void keys(const BlobId& id, Partition partition, std::string_view key)
{
    require(blobOfKey(markerKey(id)) == id && blobOfKey(aheadKey(id)) == id);
    require(blobOfKey(holderKey(id, partition)) == id);
    require(holderKey(id, partition).starts_with(markerKey(id)));
    require(markerKey(id).size() == markerKeySize && markerKey(id) < holderKey(id, partition));
    require(heldKey(partition, id).starts_with(heldPrefix(partition)));
    require(recordKey(partition, key).substr(recordPrefixSize) == key);
    require(recordKey(partition, key).starts_with(recordPrefix(partition)));
}

void order(std::string_view a, std::string_view b, Partition left, Partition right)
{
    require((recordKey(left, a) < recordKey(left, b)) == (a < b));
    if (left == right)
        return;
    require((recordKey(left, a) < recordKey(right, b)) == (left.value < right.value));
    require((versionKey(left) < versionKey(right)) == (left.value < right.value));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    values(bytes);
    RecordReader reader(bytes);
    const Partition left(reader.bigEndian<std::uint64_t>());
    const Partition right(reader.bigEndian<std::uint64_t>());
    const auto name = reader.raw(BlobId::size);
    if (!reader.ok())
        return 0;
    const auto id = BlobId::fromBytes(name);
    const auto rest = bytes.substr(2 * recordPrefixSize + BlobId::size);
    const auto cut = rest.size() / 2;
    keys(id, left, rest);
    order(rest.substr(0, cut), rest.substr(cut), left, right);
    const auto index = static_cast<std::uint32_t>(rest.size());
    require(chunkKey(id, index) < chunkKey(id, index + 1));
    return 0;
}
