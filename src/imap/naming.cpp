#include "imap/naming.h"

#include "imap/commands/listing.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"
#include "imap/sight.h"
#include "mail/usual_names.h"

namespace postamt::imap {

Result<std::string> meantMailbox(const Session& session, std::string_view given)
{
    const auto name = mail::normalizeMailboxName(given);
    if (!name)
        return name;
    return mail::meantName(*session.account()->state(), *name);
}

Task<> formatListOf(Session* session, std::string name, std::string given)
{
    const auto sight = co_await sightOf(session);
    if (!sight) {
        session->warn(sight.error());
        co_return;
    }
    proto::ListRequest request;
    request.patterns.push_back(name);
    request.extended = true;
    for (auto& entry : listing(*sight->state, request)) {
        if (given != name)
            entry.oldName = given;
        auto writer = session->writer();
        proto::formatListEntry(writer, entry);
    }
}

} // namespace postamt::imap
