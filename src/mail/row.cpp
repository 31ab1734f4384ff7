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
    row.flags.bits = reader.numberAs<std::uint16_t>();
    row.service = reader.numberAs<std::uint16_t>();
    row.keywords = reader.number();
    row.size = reader.numberAs<std::uint32_t>();
    row.internalDate = reader.signedNumber();
    row.saveDate = reader.numberAs<std::uint32_t>();
    if (!reader.complete())
        return internal("the row of a message is damaged");
    return row;
}

} // namespace postamt::mail
