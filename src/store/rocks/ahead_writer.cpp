#include "store/rocks/ahead_writer.h"

#include "base/fault_point.h"

#include <algorithm>
#include <string>
#include <utility>

namespace postamt::store::rocks {

void AheadWriter::write(Job& job)
{
    job.generation = database_.generation();
    for (const BodyRef& body : job.batch.bodies) {
        const BlobId& id = body->id();
        if (!isLarge(*body) || std::ranges::find(job.ahead, id) != job.ahead.end())
            continue;
        pins_.add(id);
        job.ahead.push_back(id);
        if (auto written = writeBody(*body); !written) {
            job.result = std::unexpected(std::move(written.error()));
            return;
        }
    }
}

Result<> AheadWriter::writeBody(const Body& body)
{
    const auto marker = database_.get(Family::Links, markerKey(body.id()));
    if (!marker)
        return std::unexpected(marker.error());
    if (*marker)
        return {};
    for (std::uint32_t index = 0; index < chunkCount(body.size()); ++index) {
        const auto bytes = body.read(index * blobPiece, blobPiece);
        if (!bytes)
            return std::unexpected(bytes.error());
        const auto lease = database_.lease();
        if (!lease)
            return std::unexpected(lease.error());
        rocksdb::WriteBatch chunk;
        if (index == 0)
            chunk.Put(
                lease->family(Family::Links),
                aheadKey(body.id()),
                markerValue({body.size(), clock_.seconds()})
            );
        chunk.Put(lease->family(Family::Blobs), chunkKey(body.id(), index), *bytes);
        if (auto written = database_.write(chunk, false); !written)
            return written;
        faultPoint("ahead.chunk");
    }
    return {};
}

} // namespace postamt::store::rocks
