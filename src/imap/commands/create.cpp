#include "imap/proto/create.h"

#include "imap/commands/commands.h"
#include "imap/naming.h"
#include "imap/session.h"
#include "imap/special_use.h"
#include "mail/object_id.h"
#include "mail/usual_names.h"

#include <memory>

namespace postamt::imap::commands {

namespace {

/// What became of a CREATE.
struct Created {
    mail::MailboxId id;
    std::string name; ///< of a special mailbox that was there already, where the client means that
};

/// The special mailbox that a client means by one of its own names for it; nullptr: none.
mail::MailboxRef
meantSpecial(const mail::AccountState& state, const std::string& name, mail::SpecialUse use)
{
    const auto meant = mail::meantName(state, name);
    const auto mailbox = meant == name ? nullptr : state.mailbox(meant);
    const bool fits = mailbox && (use == mail::SpecialUse::None || use == mailbox->record.use);
    return fits ? mailbox : nullptr;
}

/// Makes the mailbox, or finds it made. Where no mailbox has the use that a name stands for, this
/// one gets it, so that all clients of the user agree on it from then on.
Result<Created> make(mail::Draft& draft, const std::string& name, mail::SpecialUse use)
{
    const auto& state = draft.state();
    if (const auto special = meantSpecial(state, name, use))
        return Created{special->id, special->record.name};
    const auto usual = mail::usualUse(name);
    if (use == mail::SpecialUse::None && usual != mail::SpecialUse::None && !state.mailbox(usual))
        use = usual;
    const auto made = draft.createMailbox(mail::meantName(state, name), use);
    if (!made)
        return std::unexpected(made.error());
    return Created{*made, {}};
}

/// The same where a guest may make it: names and special uses are the owner's there.
Result<Created> makeAsGuest(mail::Draft& draft, const std::string& name, mail::SpecialUse use)
{
    if (use != mail::SpecialUse::None)
        return no("special uses are for the owner to give", "USEATTR");
    const auto made = draft.createMailbox(name, use);
    if (!made)
        return std::unexpected(made.error());
    return Created{*made, {}};
}

} // namespace

// RFC 9051 section 6.3.4
Task<Result<Reply>> create(Call call)
{
    const auto request = proto::parseCreate(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto place = co_await placeOf(&call.session, request->mailbox, Naming::AsWritten);
    if (!place)
        co_return std::unexpected(place.error());
    const auto use = grantedUse(request->specialUse);
    if (!use)
        co_return std::unexpected(use.error());
    auto created = std::make_shared<Created>();
    mail::Plan plan = [name = place->name, viewer = place->viewer, use = *use, created](
                          mail::Draft& draft
                      ) -> Result<> {
        if (auto may = permitsCreation(draft.state(), viewer, name); !may)
            return may;
        auto made = viewer.isOwner() ? make(draft, name, use) : makeAsGuest(draft, name, use);
        if (!made)
            return std::unexpected(made.error());
        *created = std::move(*made);
        return {};
    };
    auto& session = call.session;
    const auto account = place->account;
    auto done = co_await account->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    // RFC 9051 section 6.3.4
    const auto now = account->state()->mailbox(created->id);
    const auto shown = now ? place->prefix + now->record.name : std::string();
    if (session.features().rev2 && now && shown != request->mailbox)
        co_await formatListOf(&session, shown, request->mailbox);
    // RFC 8474 section 4.1
    Reply reply;
    reply.code = proto::code::mailboxId(mail::mailboxObjectId(account->id(), created->id));
    if (!created->name.empty())
        reply.text = "there is a mailbox for this already, with the special use";
    co_return reply;
}

} // namespace postamt::imap::commands
