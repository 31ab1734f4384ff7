#include "imap/mailbox_flags.h"

#include "imap/session.h"
#include "mail/flags.h"

#include <string>

namespace postamt::imap {

void formatMailboxFlags(Session& session)
{
    const auto* selected = session.selected();
    std::string flags = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";
    for (const auto& keyword : selected->keywords)
        flags += ' ' + keyword;
    session.writer().raw("* FLAGS (").raw(flags).raw(")\r\n");
    std::string permanent = "PERMANENTFLAGS (";
    if (!selected->readOnly) {
        permanent += flags;
        if (selected->keywords.size() < mail::maxKeywords)
            permanent += " \\*";
    }
    permanent += ')';
    session.untagged(proto::Condition::Ok, permanent, "flags that stay");
}

} // namespace postamt::imap
