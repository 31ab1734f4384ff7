#include "imap/proto/append.h"

#include "imap/commands/commands.h"
#include "imap/flags.h"
#include "imap/session.h"
#include "mail/ingest.h"
#include "store/spool.h"

#include <algorithm>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// One APPEND while its messages come in.
struct Incoming {
    Incoming(Session& running, std::string name) : session(running), mailbox(std::move(name)) { }

    Session& session;
    std::string mailbox; ///< normalised
    std::uint64_t size = 0; ///< bytes of all messages
    std::vector<mail::NewMessage> messages;
};

/// Refuses before the bytes are sent what cannot be taken anyway. All messages of one APPEND
/// together may be as large as one: they are held until the last has come.
Result<> admits(const Incoming& incoming)
{
    auto& session = incoming.session;
    const auto state = session.account()->state();
    const auto size = incoming.size;
    if (!state->mailbox(incoming.mailbox))
        return no("there is no such mailbox", "TRYCREATE");
    if (size > session.appendLimit())
        return no("what is to be appended is larger than permitted", "TOOBIG");
    const auto quota = session.account()->quota();
    if (quota.bytes != 0 && state->record.bytes + size > quota.bytes)
        return no("the mail account is full", "OVERQUOTA");
    return {};
}

/// Takes the bytes of one message.
Task<Result<store::BodyRef>> receiveBody(Session* session, proto::LiteralHeader literal)
{
    if (literal.sync) {
        const bool sent = co_await session->goAhead("OK");
        if (!sent)
            co_return bad("the client is gone");
    }
    store::Spool spool(session->parts().settings.spool);
    bool hasNul = false;
    for (;;) {
        auto piece = co_await session->nextPiece();
        if (!piece)
            co_return bad("the client is gone");
        if (piece->kind == proto::Piece::Kind::Refused)
            co_return std::unexpected(piece->error);
        if (piece->kind == proto::Piece::Kind::BodyEnd)
            break;
        hasNul = hasNul || piece->bytes.find('\0') != std::string_view::npos;
        // A full disk sticks in the spool; the rest is taken in and dropped.
        (void)spool.append(piece->bytes);
    }
    if (hasNul && !literal.binary)
        co_return bad("expected a message without NUL, or a literal8 (~{...}) for one with it");
    co_return spool.finish();
}

/// Takes one message: bytes, summary, flags, date.
Task<Result<>> receiveMessage(Incoming* incoming, proto::AppendMessage message)
{
    auto& session = incoming->session;
    const auto& parts = session.parts();
    const auto most = session.parts().settings.commandMessages;
    if (incoming->messages.size() >= most)
        co_return no(
            "fewer messages fit in one command", proto::code::numbered("MESSAGELIMIT", most)
        );
    incoming->size += message.literal.size;
    if (auto fits = admits(*incoming); !fits)
        co_return fits;
    auto body = co_await receiveBody(&session, message.literal);
    if (!body)
        co_return std::unexpected(body.error());
    const UnixSeconds date
        = message.internalDate ? message.internalDate->time : parts.clock.seconds();
    auto made = co_await mail::ingest(&parts.workers, std::move(*body), date);
    if (!made)
        co_return std::unexpected(made.error());
    made->flags = flagList(message.flags);
    incoming->messages.push_back(std::move(*made));
    co_return Result<>();
}

struct Appended {
    mail::UidValidity uidValidity;
    proto::NumberSet uids;
};

/// All messages or none (RFC 3502 section 2).
Task<Result<Appended>> store(Incoming* incoming)
{
    auto appended = std::make_shared<Appended>();
    mail::Plan plan = [incoming, appended](mail::Draft& draft) -> Result<> {
        const auto mailbox = draft.state().mailbox(incoming->mailbox);
        if (!mailbox)
            return no("there is no such mailbox", "TRYCREATE");
        appended->uidValidity = mailbox->record.uidValidity;
        appended->uids = {};
        for (const auto& message : incoming->messages) {
            auto uid = draft.append(mailbox->id, message);
            if (!uid)
                return std::unexpected(uid.error());
            appended->uids.append(uid->value);
        }
        return {};
    };
    auto done = co_await incoming->session.account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*appended);
}

/// The messages after the first (MULTIAPPEND), up to the end of the command.
Task<Result<>> receiveRest(Incoming* incoming, proto::AppendMessage message)
{
    for (;;) {
        auto taken = co_await receiveMessage(incoming, message);
        if (!taken)
            co_return taken;
        auto piece = co_await incoming->session.nextPiece();
        if (!piece)
            co_return bad("the client is gone");
        if (piece->kind == proto::Piece::Kind::Refused)
            co_return std::unexpected(piece->error);
        proto::Lexer lexer(piece->text, incoming->session.dialect());
        if (piece->kind == proto::Piece::Kind::Tail)
            co_return proto::parseAppendEnd(lexer, message);
        auto next = proto::parseNextAppend(lexer, message);
        if (!next)
            co_return std::unexpected(next.error());
        message = std::move(*next);
    }
}

} // namespace

// RFC 9051 section 6.3.12, MULTIAPPEND of RFC 3502, BINARY of RFC 3516, UIDPLUS of RFC 4315
Task<Result<Reply>> append(Call call)
{
    auto& session = call.session;
    auto request = proto::parseAppend(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto name = mail::normalizeMailboxName(request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    Incoming incoming(session, std::move(*name));
    auto received = co_await receiveRest(&incoming, std::move(request->first));
    if (!received)
        co_return std::unexpected(received.error());
    auto appended = co_await store(&incoming);
    if (!appended)
        co_return std::unexpected(appended.error());
    co_return Reply{
        .code = proto::code::appendUid(appended->uidValidity.value, appended->uids), .text = {}
    };
}

} // namespace postamt::imap::commands
