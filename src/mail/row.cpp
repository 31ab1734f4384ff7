#include "mail/row.h"

#include "base/bytes.h"

namespace postamt::mail {

std::string encodeRow(const Row& row)
{
    RecordWriter writer;
    writer.number(row.modSeq.value);
    writer.number(row.flags.bits);
    writer.number(row.service);
    writer.number(row.keywords);
    writer.number(row.size);
    writer.signedNumber(row.internalDate);
    writer.number(row.saveDate);
    return writer.take();
}

Result<Row> decodeRow(Uid uid, std::string_view record)
{
    RecordReader reader(record);
    Row row;
    row.uid = uid;
    row.modSeq = ModSeq(reader.number());
    row.flags.bits = static_cast<std::uint16_t>(reader.number());
    row.service = static_cast<std::uint16_t>(reader.number());
    row.keywords = reader.number();
    row.size = static_cast<std::uint32_t>(reader.number());
    row.internalDate = reader.signedNumber();
    row.saveDate = static_cast<std::uint32_t>(reader.number());
    if (!reader.ok())
        return internal("the row of a message is damaged");
    return row;
}

} // namespace postamt::mail
