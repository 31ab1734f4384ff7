#include "imap/proto/list_response.h"

#include "imap/proto/mailbox_name.h"

namespace postamt::imap::proto {

namespace {

void putEntry(Writer& writer, std::string_view name, const ListEntry& entry)
{
    writer.raw("* ").raw(name).raw(' ').list(entry.attributes);
    writer.raw(" \"").raw(hierarchySeparator).raw("\" ").mailbox(entry.mailbox);
}

} // namespace

void formatListEntry(Writer& writer, const ListEntry& entry)
{
    putEntry(writer, "LIST", entry);
    if (!entry.childInfo.empty() || entry.oldName) {
        writer.raw(" (");
        if (!entry.childInfo.empty()) {
            writer.raw(R"("CHILDINFO")");
            std::string_view before = " (\"";
            for (const auto info : entry.childInfo) {
                writer.raw(before).raw(info).raw('"');
                before = " \"";
            }
            writer.raw(')');
        }
        if (entry.oldName) {
            writer.raw(entry.childInfo.empty() ? "" : " ");
            writer.raw("\"OLDNAME\" (").mailbox(*entry.oldName).raw(')');
        }
        writer.raw(')');
    }
    writer.line();
}

void formatLsubEntry(Writer& writer, const ListEntry& entry)
{
    putEntry(writer, "LSUB", entry);
    writer.line();
}

void formatNamespace(Writer& writer, std::string_view others)
{
    writer.raw("* NAMESPACE ((\"\" \"").raw(hierarchySeparator).raw("\")) ((");
    writer.mailbox(others).raw(" \"").raw(hierarchySeparator).raw("\")) NIL").line();
}

} // namespace postamt::imap::proto
