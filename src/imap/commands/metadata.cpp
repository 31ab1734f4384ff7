#include "imap/proto/metadata.h"

#include "base/ascii.h"
#include "imap/commands/commands.h"
#include "imap/commands/metadata_entries.h"
#include "imap/session.h"
#include "imap/special_use.h"

#include <utility>
#include <vector>

namespace postamt::imap::commands {

namespace {

/// The mailbox that a request names, or the account for "".
Result<mail::MailboxId> ownerOf(const mail::AccountState& state, const std::string& mailbox)
{
    if (mailbox.empty())
        return mail::accountItself;
    const auto name = mail::normalizeMailboxName(mailbox);
    if (!name)
        return std::unexpected(name.error());
    const auto found = state.mailbox(*name);
    if (!found)
        return no("there is no such mailbox", "NONEXISTENT");
    return found->id;
}

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

} // namespace

// RFC 5464 section 4.2
Task<Result<Reply>> getMetadata(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseGetMetadata(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto state = session.account()->state();
    const auto id = ownerOf(*state, request->mailbox);
    if (!id)
        co_return std::unexpected(id.error());
    const auto found = findMetadata(session, *state, *id, request->wanted);
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
    mail::Plan plan = [request = std::move(*request),
                       limits = session.parts().settings.metadata](mail::Draft& draft) -> Result<> {
        const auto id = ownerOf(draft.state(), request.mailbox);
        if (!id)
            return std::unexpected(id.error());
        for (const auto& entry : request.values) {
            if (auto done = setEntry(draft, *id, entry, limits); !done)
                return done;
        }
        return {};
    };
    auto done = co_await session.account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace postamt::imap::commands
