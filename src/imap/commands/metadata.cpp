#include "imap/proto/metadata.h"

#include "base/ascii.h"
#include "imap/commands/commands.h"
#include "imap/commands/metadata_entries.h"
#include "imap/place.h"
#include "imap/session.h"
#include "imap/sight.h"
#include "imap/special_use.h"

#include <string>
#include <utility>
#include <vector>

namespace postamt::imap::commands {

namespace {

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    while (!(text = trimmed(text)).empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

/// What the server says of itself comes from the settings (RFC 5464 section 6.2.1).
Result<> permitted(const proto::SetMetadataRequest& request)
{
    for (const auto& [entry, value] : request.values) {
        if (request.mailbox.empty() && startsWithIgnoreCase(entry, "/shared/"))
            return no("only the operator says what is shared of the server", "NOPERM");
    }
    return {};
}

Result<> setEntry(
    mail::Draft& draft,
    mail::MailboxId id,
    const proto::MetadataValue& entry,
    const mail::MetadataLimits& limits
)
{
    const auto name = lowered(entry.entry);
    if (id == mail::accountItself || name != specialUseEntry)
        return draft.setMetadata(id, name, entry.value, limits);
    const auto use = grantedUse(wordsOf(entry.value.value_or(std::string())));
    return use ? draft.setSpecialUse(id, *use) : std::unexpected(use.error());
}

/// Whose metadata a request names: the account's own for "", else that of a mailbox, maybe of
/// another user.
struct Target {
    Place place;
    bool isAccount = false;
};

Task<Result<Target>> targetOf(Session* session, std::string mailbox)
{
    if (mailbox.empty())
        co_return Target{{session->account(), {}, {}, {}}, true};
    auto place = co_await placeOf(session, std::move(mailbox));
    if (!place)
        co_return std::unexpected(place.error());
    co_return Target{std::move(*place), false};
}

/// A mailbox of what the user sees, by the name that it has there.
Result<mail::MailboxId> find(const Sight& sight, const std::string& name)
{
    const auto mailbox = sight.state->mailbox(name);
    if (!mailbox)
        return no("there is no such mailbox", "NONEXISTENT");
    if (!permitsMetadata(sight.rightsOn(mailbox->id)))
        return no("you have no right to do this here", "NOPERM");
    return mailbox->id;
}

/// The mailbox whose entries are to be set. What all users of it see needs the right to write.
Result<mail::MailboxId> reachToSet(const mail::AccountState& state, const Target& target)
{
    if (target.isAccount)
        return mail::accountItself;
    const auto needed = mail::Right::Lookup | mail::Right::Write;
    const auto mailbox = reach(state, target.place.viewer, target.place.name, needed);
    if (!mailbox)
        return std::unexpected(mailbox.error());
    return (*mailbox)->id;
}

/// RFC 5464 section 4.3: guests have no entries of their own on a mailbox.
Result<> permitsEntry(const Target& target, const std::string& entry)
{
    if (!target.place.viewer.isOwner() && startsWithIgnoreCase(entry, "/private/"))
        return no("nothing private is kept of mailboxes of other users", "METADATA NOPRIVATE");
    return {};
}

Result<> setAll(
    mail::Draft& draft,
    const Target& target,
    const proto::SetMetadataRequest& request,
    const mail::MetadataLimits& limits
)
{
    const auto id = reachToSet(draft.state(), target);
    if (!id)
        return std::unexpected(id.error());
    for (const auto& entry : request.values) {
        if (auto may = permitsEntry(target, entry.entry); !may)
            return may;
        if (auto done = setEntry(draft, *id, entry, limits); !done)
            return done;
    }
    return {};
}

} // namespace

// RFC 5464 section 4.2
Task<Result<Reply>> getMetadata(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseGetMetadata(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto target = co_await targetOf(&session, request->mailbox);
    if (!target)
        co_return std::unexpected(target.error());
    const auto sight = co_await sightOf(&session);
    if (!sight)
        co_return std::unexpected(sight.error());
    const auto id = target->isAccount ? Result<mail::MailboxId>(mail::accountItself)
                                      : find(*sight, target->place.shownName());
    if (!id)
        co_return std::unexpected(id.error());
    const auto found = findMetadata(session, *sight->state, *id, request->wanted);
    auto writer = session.writer();
    if (!found.values.empty())
        proto::formatMetadata(writer, request->mailbox, found.values);
    Reply reply;
    if (found.longest > 0)
        reply.code = proto::code::numbered("METADATA LONGENTRIES", found.longest);
    co_return reply;
}

// RFC 5464 section 4.3: all entries or none.
Task<Result<Reply>> setMetadata(Call call)
{
    auto& session = call.session;
    auto request = proto::parseSetMetadata(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (auto may = permitted(*request); !may)
        co_return std::unexpected(may.error());
    auto target = co_await targetOf(&session, request->mailbox);
    if (!target)
        co_return std::unexpected(target.error());
    const auto account = target->place.account;
    mail::Plan plan = [request = std::move(*request),
                       target = std::move(*target),
                       limits = session.parts().settings.metadata](mail::Draft& draft) {
        return setAll(draft, target, request, limits);
    };
    auto done = co_await account->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace postamt::imap::commands
