#include "imap/proto/message_response.h"

namespace postamt::imap::proto {

void formatExists(Writer& writer, std::uint32_t count)
{
    writer.raw("* ").number(count).raw(" EXISTS\r\n");
}

void formatRecent(Writer& writer, std::uint32_t count)
{
    writer.raw("* ").number(count).raw(" RECENT\r\n");
}

void formatExpunge(Writer& writer, std::uint32_t messageNumber)
{
    writer.raw("* ").number(messageNumber).raw(" EXPUNGE\r\n");
}

void formatVanished(Writer& writer, const NumberSet& uids, bool earlier)
{
    if (uids.isEmpty())
        return;
    writer.raw(earlier ? "* VANISHED (EARLIER) " : "* VANISHED ").numbers(uids).line();
}

} // namespace postamt::imap::proto
