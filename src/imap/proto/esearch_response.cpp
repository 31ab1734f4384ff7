#include "imap/proto/esearch_response.h"

namespace postamt::imap::proto {

namespace {

void putChanges(Writer& writer, std::string_view name, const std::vector<ContextChange>& changes)
{
    if (changes.empty())
        return;
    writer.raw(name);
    std::string_view before = "(";
    for (const auto& change : changes) {
        writer.raw(before).number(change.position).raw(' ');
        formatNumbers(writer.out(), change.numbers);
        before = " ";
    }
    writer.raw(')');
}

void putPartial(Writer& writer, const EsearchData& data)
{
    writer.raw(" PARTIAL (");
    formatPartialRange(writer, *data.partial);
    writer.raw(' ');
    if (data.partialNumbers.empty())
        writer.raw("NIL");
    formatNumbers(writer.out(), data.partialNumbers);
    writer.raw(')');
}

} // namespace

void formatEsearch(Writer& writer, const EsearchData& data)
{
    writer.raw("* ESEARCH (TAG \"").raw(data.tag).raw('"');
    if (data.mailbox)
        writer.raw(" MAILBOX ")
            .mailbox(*data.mailbox)
            .raw(" UIDVALIDITY ")
            .number(data.uidValidity);
    writer.raw(')');
    if (data.uid)
        writer.raw(" UID");
    if (data.min)
        writer.raw(" MIN ").number(*data.min);
    if (data.max)
        writer.raw(" MAX ").number(*data.max);
    if (data.count)
        writer.raw(" COUNT ").number(*data.count);
    if (data.all && !data.all->empty()) {
        writer.raw(" ALL ");
        formatNumbers(writer.out(), *data.all);
    }
    if (data.partial)
        putPartial(writer, data);
    putChanges(writer, " REMOVEFROM ", data.removed);
    putChanges(writer, " ADDTO ", data.added);
    if (data.modSeq)
        writer.raw(" MODSEQ ").number(*data.modSeq);
    writer.line();
}

} // namespace postamt::imap::proto
