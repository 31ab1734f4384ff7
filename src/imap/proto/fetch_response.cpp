#include "imap/proto/fetch_response.h"

namespace postamt::imap::proto {

FetchWriter::FetchWriter(Writer& writer, FetchSubject subject) : writer_(writer)
{
    writer_.raw("* ").number(subject.number).raw(subject.isUid ? " UIDFETCH (" : " FETCH (");
}

Writer& FetchWriter::name(std::string_view name)
{
    if (!isFirst_)
        writer_.raw(' ');
    isFirst_ = false;
    return writer_.raw(name);
}

void FetchWriter::uid(std::uint32_t uid)
{
    name("UID ").number(uid);
}

void FetchWriter::size(std::uint64_t bytes)
{
    name("RFC822.SIZE ").number(bytes);
}

void FetchWriter::modSeq(std::uint64_t modSeq)
{
    name("MODSEQ (").number(modSeq).raw(')');
}

void FetchWriter::internalDate(DateTime moment)
{
    name("INTERNALDATE ").dateTime(moment);
}

void FetchWriter::saveDate(std::optional<DateTime> moment)
{
    name("SAVEDATE ");
    if (moment)
        writer_.dateTime(*moment);
    else
        writer_.raw("NIL");
}

void FetchWriter::rendered(FetchItemType type, std::string_view value)
{
    formatFetchItemName(name(""), FetchItem{type, false, {}, {}});
    writer_.raw(' ').raw(value);
}

void FetchWriter::objectId(FetchItemType type, std::string_view id)
{
    formatFetchItemName(name(""), FetchItem{type, false, {}, {}});
    if (id.empty())
        writer_.raw(" NIL");
    else
        writer_.raw(" (").raw(id).raw(')');
}

void FetchWriter::string(FetchItemType type, std::string_view text)
{
    FetchItem item;
    item.type = type;
    formatFetchItemName(name(""), item);
    writer_.raw(' ').string(text);
}

void FetchWriter::literal(const FetchItem& item, std::uint64_t size, bool binary)
{
    formatFetchItemName(name(""), item);
    writer_.raw(' ');
    if (binary)
        writer_.literal8Header(size);
    else
        writer_.literalHeader(size);
}

void FetchWriter::literal(std::string_view itemName, std::uint64_t size)
{
    name(itemName).raw(' ').literalHeader(size);
}

void FetchWriter::nil(const FetchItem& item)
{
    formatFetchItemName(name(""), item);
    writer_.raw(" NIL");
}

void FetchWriter::number(const FetchItem& item, std::uint64_t value)
{
    formatFetchItemName(name(""), item);
    writer_.raw(' ').number(value);
}

void FetchWriter::end()
{
    writer_.raw(')').line();
}

} // namespace postamt::imap::proto
