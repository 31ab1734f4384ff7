#include "imap/naming.h"

#include "imap/commands/listing.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"
#include "mail/usual_names.h"

namespace postamt::imap {

Result<std::string> meantMailbox(const Session& session, std::string_view given)
{
    const auto name = mail::normalizeMailboxName(given);
    if (!name)
        return name;
    return mail::meantName(*session.account()->state(), *name);
}

void formatListOf(Session& session, const std::string& name, const std::string& given)
{
    proto::ListRequest request;
    request.patterns = {name};
    request.extended = true;
    for (auto& entry : listing(*session.account()->state(), request)) {
        if (given != name)
            entry.oldName = given;
        auto writer = session.writer();
        proto::formatListEntry(writer, entry);
    }
}

} // namespace postamt::imap
