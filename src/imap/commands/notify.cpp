#include "imap/proto/notify.h"

#include "imap/commands/commands.h"
#include "imap/notices.h"
#include "imap/session.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// There are no annotations of messages (RFC 5257).
proto::NotifyEvents supported()
{
    using enum proto::NotifyEvent;
    proto::NotifyEvents events;
    for (const auto event :
         {MessageNew,
          MessageExpunge,
          FlagChange,
          MailboxName,
          SubscriptionChange,
          MailboxMetadataChange,
          ServerMetadataChange})
        events.add(event);
    return events;
}

bool isSupported(const proto::NotifyRequest& request)
{
    return !request.hasUnknown
        && std::ranges::all_of(request.groups, [](const proto::NotifyGroup& group) {
               return (group.events.bits & ~supported().bits) == 0;
           });
}

/// RFC 5465 section 4: where the mailboxes stand from which the client is told what changes.
Task<> tellAll(Session* session, const proto::NotifyRequest* request, const Sight* sight)
{
    const auto& state = sight->state;
    const auto* selected = session->selected();
    for (const auto& [name, id] : *state->names) {
        const auto* origin = sight->originOf(id);
        const bool isSelected = selected != nullptr
            && (origin == nullptr
                    ? selected->viewer.isOwner() && selected->id() == id
                    : selected->account == origin->account && selected->id() == origin->id);
        if (isSelected || !eventsOf(*request, *state, name).hasMessages())
            continue;
        session->tellStatus(*sight, *state->mailbox(id));
        const bool sent = co_await session->flush(Session::flushSize);
        if (!sent)
            co_return;
    }
}

} // namespace

// RFC 5465
Task<Result<Reply>> notify(Call call)
{
    auto& session = call.session;
    auto request = proto::parseNotify(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (!isSupported(*request))
        co_return no("some of these events cannot be told", proto::badEvent(supported()));
    if (request->groups.empty()) {
        session.setNotification(nullptr);
        co_return Reply();
    }
    normalizeNames(*request);
    auto from = co_await sightOf(&session);
    if (!from)
        co_return std::unexpected(from.error());
    if (request->status)
        co_await tellAll(&session, &*request, &*from);
    session.setNotification(std::make_unique<Notification>(std::move(*request), std::move(*from)));
    co_return Reply();
}

} // namespace postamt::imap::commands
