#include "imap/proto/list_response.h"

#include "imap/proto/mailbox_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postamt::imap::proto {

namespace {

using OlderName = std::pair<std::string_view, std::string_view>;

/// What XLIST calls special uses; the others have the same name.
constexpr auto olderNames = std::to_array<OlderName>({
    {"\\All",     "\\AllMail"},
    {"\\Flagged", "\\Starred"},
    {"\\Junk",    "\\Spam"   },
});

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

void formatXlistEntry(Writer& writer, const ListEntry& entry)
{
    auto older = entry;
    for (auto& attribute : older.attributes) {
        const auto found = std::ranges::find(olderNames, attribute, &OlderName::first);
        if (found != olderNames.end())
            attribute = found->second;
    }
    if (entry.mailbox == "INBOX")
        older.attributes.emplace_back("\\Inbox");
    putEntry(writer, "XLIST", older);
    writer.line();
}

void formatNamespace(Writer& writer, std::string_view others)
{
    writer.raw("* NAMESPACE ((\"\" \"").raw(hierarchySeparator).raw("\")) ((");
    writer.mailbox(others).raw(" \"").raw(hierarchySeparator).raw("\")) NIL").line();
}

} // namespace postamt::imap::proto
