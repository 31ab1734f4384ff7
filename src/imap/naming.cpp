#include "imap/naming.h"

#include "imap/commands/listing.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"
#include "imap/sight.h"
#include "mail/usual_names.h"

#include <utility>

namespace postamt::imap {

Result<std::string> meantMailbox(const Session& session, std::string_view given)
{
    const auto name = mail::normalizeMailboxName(given);
    if (!name)
        return name;
    return mail::meantName(*session.account()->state(), *name);
}

namespace {

Task<> formatEntry(Session* session, std::string name, std::string given, bool isGone)
{
    const auto sight = co_await sightOf(session);
    if (!sight) {
        session->warn(sight.error());
        co_return;
    }
    const auto& state = *sight->state;
    if (!isGone && !state.mailbox(name) && !state.hasChildren(name))
        co_return;
    auto entry = listEntry(state, name);
    if (given != name)
        entry.oldName = std::move(given);
    auto writer = session->writer();
    proto::formatListEntry(writer, entry);
}

} // namespace

Task<> formatListOf(Session* session, std::string name, std::string given)
{
    return formatEntry(session, std::move(name), std::move(given), false);
}

Task<> formatListOfGone(Session* session, std::string name, std::string given)
{
    return formatEntry(session, std::move(name), std::move(given), true);
}

} // namespace postamt::imap
