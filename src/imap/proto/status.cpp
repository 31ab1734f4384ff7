#include "imap/proto/status.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct Row {
    StatusItem item;
    std::string_view name;
    std::uint64_t StatusData::* value; ///< nullptr for MAILBOXID, which is no number
};

constexpr std::array rows{
    Row{StatusItem::AppendLimit,    "APPENDLIMIT",     &StatusData::appendLimit   },
    Row{StatusItem::Deleted,        "DELETED",         &StatusData::deleted       },
    Row{StatusItem::DeletedStorage, "DELETED-STORAGE", &StatusData::deletedStorage},
    Row{StatusItem::HighestModSeq,  "HIGHESTMODSEQ",   &StatusData::highestModSeq },
    Row{StatusItem::MailboxId,      "MAILBOXID",       nullptr                    },
    Row{StatusItem::Messages,       "MESSAGES",        &StatusData::messages      },
    Row{StatusItem::Recent,         "RECENT",          &StatusData::recent        },
    Row{StatusItem::Size,           "SIZE",            &StatusData::size          },
    Row{StatusItem::UidNext,        "UIDNEXT",         &StatusData::uidNext       },
    Row{StatusItem::UidValidity,    "UIDVALIDITY",     &StatusData::uidValidity   },
    Row{StatusItem::Unseen,         "UNSEEN",          &StatusData::unseen        },
};

const Row& rowOf(StatusItem item)
{
    return *std::ranges::find(rows, item, &Row::item);
}

} // namespace

std::vector<StatusItem> parseStatusItems(Lexer& lexer)
{
    std::vector<StatusItem> items;
    lexer.open("a list of status items");
    do {
        constexpr std::string_view what = "a status item such as MESSAGES";
        const auto name = lexer.word(what);
        const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
            return equalsIgnoreCase(r.name, name);
        });
        if (row != rows.end())
            items.push_back(row->item);
        else
            lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    } while (lexer.more());
    return items;
}

Result<StatusRequest> parseStatus(Lexer& lexer)
{
    StatusRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.space();
    request.items = parseStatusItems(lexer);
    lexer.end();
    return lexer.result(std::move(request));
}

void formatStatusItems(Writer& writer, const std::vector<StatusItem>& items)
{
    char before = '(';
    for (const auto item : items) {
        writer.raw(before).raw(rowOf(item).name);
        before = ' ';
    }
    writer.raw(')');
}

void formatStatusRequest(Writer& writer, const StatusRequest& request)
{
    writer.raw("STATUS ").mailbox(request.mailbox).raw(' ');
    formatStatusItems(writer, request.items);
}

void formatStatusData(Writer& writer, const StatusRequest& request, const StatusData& data)
{
    writer.raw("* STATUS ").mailbox(request.mailbox).raw(" (");
    bool isFirst = true;
    for (const auto item : request.items) {
        const auto& row = rowOf(item);
        writer.raw(isFirst ? "" : " ").raw(row.name).raw(' ');
        if (row.value != nullptr)
            writer.number(data.*row.value);
        else
            writer.raw('(').raw(data.mailboxId).raw(')');
        isFirst = false;
    }
    writer.raw(')').line();
}

} // namespace postamt::imap::proto
