#include "imap/mailbox_flags.h"

#include "imap/flags.h"
#include "imap/session.h"
#include "mail/flags.h"

#include <string>

namespace postamt::imap {

std::vector<std::string>
permanentFlags(const Selected& selected, const std::vector<std::string>& keywords)
{
    std::vector<std::string> out;
    if (selected.readOnly)
        return out;
    const auto mayChange = changeableFlags(selected.rights);
    for (const auto flag :
         {mail::Flag::Answered,
          mail::Flag::Flagged,
          mail::Flag::Deleted,
          mail::Flag::Seen,
          mail::Flag::Draft}) {
        if (mayChange.has(flag))
            out.emplace_back(nameOf(flag));
    }
    if (!selected.rights.has(mail::Right::Write))
        return out;
    out.insert(out.end(), keywords.begin(), keywords.end());
    if (keywords.size() < mail::maxKeywords)
        out.emplace_back("\\*");
    return out;
}

void formatMailboxFlags(Session& session)
{
    const auto* selected = session.selected();
    std::string flags = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";
    for (const auto& keyword : selected->keywords)
        flags += ' ' + keyword;
    session.writer().raw("* FLAGS (").raw(flags).raw(")\r\n");
    std::string permanent = "PERMANENTFLAGS (";
    for (const auto& flag : permanentFlags(*selected, selected->keywords))
        permanent += (permanent.back() == '(' ? "" : " ") + flag;
    permanent += ')';
    session.untagged(proto::Condition::Ok, permanent, "flags that stay");
}

} // namespace postamt::imap
