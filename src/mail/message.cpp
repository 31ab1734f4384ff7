#include "mail/message.h"

#include "base/bytes.h"

namespace postamt::mail {

std::string encodeStoredSummary(const store::BlobId& blob, std::string_view mime)
{
    std::string out;
    out.reserve(store::BlobId::size + mime.size());
    out += blob.view();
    out += mime;
    return out;
}

Result<StoredSummaryView> decodeStoredSummary(std::string_view record)
{
    if (record.size() < store::BlobId::size)
        return internal("the summary of a message is damaged");
    return StoredSummaryView{
        store::BlobId::fromBytes(record.substr(0, store::BlobId::size)),
        record.substr(store::BlobId::size)
    };
}

std::string encodeTombstone(const Tombstone& tombstone)
{
    RecordWriter writer;
    writer.signedNumber(tombstone.expunged);
    writer.raw(encodeRow(tombstone.row));
    return writer.take();
}

Result<Tombstone> decodeTombstone(Uid uid, std::string_view record)
{
    RecordReader reader(record);
    Tombstone tombstone;
    tombstone.expunged = reader.signedNumber();
    auto row = decodeRow(uid, reader.rest());
    if (!row)
        return std::unexpected(row.error());
    tombstone.row = *row;
    return tombstone;
}

} // namespace postamt::mail
