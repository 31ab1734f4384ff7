#include "imap/commands/append/incoming.h"

#include "imap/commands/append/catenate.h"
#include "imap/flags.h"
#include "imap/session.h"
#include "mail/ingest.h"

#include <utility>

namespace postamt::imap {

Incoming::Incoming(Session& session, Place place, std::uint64_t freed)
    : session_(session), place_(std::move(place)), freed_(freed)
{
}

Task<Result<>>
Incoming::receive(proto::AppendParser* parser, std::vector<proto::AppendStep> steps, bool isWhole)
{
    for (;;) {
        for (auto& step : steps) {
            auto taken = co_await take(std::move(step));
            if (!taken)
                co_return taken;
        }
        if (isWhole)
            co_return Result<>();
        auto piece = co_await session_.nextPiece();
        if (!piece)
            co_return bad("the client is gone");
        if (piece->kind == proto::Piece::Kind::Refused)
            co_return std::unexpected(piece->error);
        isWhole = piece->kind == proto::Piece::Kind::Tail;
        proto::Lexer lexer(piece->text, session_.dialect());
        auto next = parser->next(lexer, isWhole);
        if (!next)
            co_return std::unexpected(next.error());
        steps = std::move(*next);
    }
}

Task<Result<>> Incoming::take(proto::AppendStep step)
{
    switch (step.kind) {
    case proto::AppendStep::Kind::Message:
        co_return begin(std::move(step));
    case proto::AppendStep::Kind::Url: {
        auto piece = co_await findPiece(&session_, step.url);
        if (!piece)
            co_return std::unexpected(piece.error());
        if (auto fits = admit(piece->size()); !fits)
            co_return fits;
        co_return co_await copyPiece(std::move(*piece), &current_->spool);
    }
    case proto::AppendStep::Kind::Literal:
        co_return co_await takeBytes(step.literal);
    case proto::AppendStep::Kind::End:
        break;
    }
    co_return co_await finish();
}

Result<> Incoming::begin(proto::AppendStep step)
{
    const auto most = session_.parts().settings.commandMessages;
    if (messages_.size() >= most)
        return no("fewer messages fit in one command", proto::code::numbered("MESSAGELIMIT", most));
    const auto& parts = session_.parts();
    current_.emplace(
        store::Spool(parts.settings.spool), flagList(step.flags), parts.clock.seconds()
    );
    if (step.internalDate)
        current_->date = step.internalDate->time;
    return {};
}

/// Refuses before the bytes are sent what cannot be taken anyway. All messages of one command
/// together may be as large as one: they are held until the last has come.
Result<> Incoming::admit(std::uint64_t bytes)
{
    const auto state = place_.account->state();
    const auto reached
        = reach(*state, place_.viewer, place_.name, mail::Right::Insert, "TRYCREATE");
    if (!reached)
        return std::unexpected(reached.error());
    if (bytes > session_.appendLimit() || size_ > session_.appendLimit() - bytes)
        return no("what is to be appended is larger than permitted", "TOOBIG");
    size_ += bytes;
    const auto quota = place_.account->quota();
    if (quota.bytes != 0 && state->storage() + size_ > quota.bytes + freed_)
        return no("the mail account is full", "OVERQUOTA");
    return {};
}

Task<Result<>> Incoming::takeBytes(proto::LiteralHeader literal)
{
    if (auto fits = admit(literal.size); !fits)
        co_return fits;
    if (literal.sync) {
        const bool sent = co_await session_.goAhead("OK");
        if (!sent)
            co_return bad("the client is gone");
    }
    bool hasNul = false;
    for (;;) {
        auto piece = co_await session_.nextPiece();
        if (!piece)
            co_return bad("the client is gone");
        if (piece->kind == proto::Piece::Kind::Refused)
            co_return std::unexpected(piece->error);
        if (piece->kind == proto::Piece::Kind::BodyEnd)
            break;
        hasNul = hasNul || piece->bytes.find('\0') != std::string_view::npos;
        // A full disk sticks in the spool; the rest is taken in and dropped.
        (void)current_->spool.append(piece->bytes);
    }
    if (hasNul && !literal.binary)
        co_return bad("expected a message without NUL, or a literal8 (~{...}) for one with it");
    co_return Result<>();
}

/// Bytes, summary, flags, date.
Task<Result<>> Incoming::finish()
{
    auto body = current_->spool.finish();
    if (!body)
        co_return std::unexpected(body.error());
    const auto date = current_->date;
    auto made = co_await mail::ingest(&session_.parts().workers, std::move(*body), date);
    if (!made)
        co_return std::unexpected(made.error());
    made->flags = std::move(current_->flags);
    messages_.push_back(std::move(*made));
    current_.reset();
    co_return Result<>();
}

namespace {

/// RFC 4314 section 4: a flag that the user has no right to set is left out, and that is no error.
mail::NewMessage withPermittedFlags(mail::NewMessage message, mail::Rights rights)
{
    auto& flags = message.flags;
    flags.flags.bits
        = static_cast<std::uint16_t>(flags.flags.bits & changeableFlags(rights).bits);
    if (!rights.has(mail::Right::Write))
        flags.keywords.clear();
    return message;
}

} // namespace

Result<Appended> appendAll(mail::Draft& draft, const Incoming& incoming)
{
    const auto& place = incoming.place();
    const auto mailbox
        = reach(draft.state(), place.viewer, place.name, mail::Right::Insert, "TRYCREATE");
    if (!mailbox)
        return std::unexpected(mailbox.error());
    const auto id = (*mailbox)->id;
    const auto rights = draft.state().rights(id, place.viewer);
    Appended appended{(*mailbox)->record.uidValidity, {}};
    for (const auto& message : incoming.messages()) {
        const bool isOwn = place.viewer.isOwner();
        auto uid = isOwn ? draft.append(id, message)
                         : draft.append(id, withPermittedFlags(message, rights));
        if (!uid)
            return std::unexpected(uid.error());
        appended.uids.append(uid->value);
    }
    return appended;
}

} // namespace postamt::imap
