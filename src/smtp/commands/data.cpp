#include "base/log.h"
#include "smtp/commands/commands.h"
#include "smtp/submission.h"
#include "smtp/trace.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace postamt::smtp::commands {

namespace {

/// Why a message cannot begin now; no code if it can.
Reply check(Session& session)
{
    const auto* transaction = session.transaction();
    if (transaction == nullptr)
        return reply(503, 5, 1, "Say MAIL FROM first");
    // RFC 2033 section 4.2, RFC 5321 section 3.3
    if (transaction->accepted() == 0 && session.policy().isLmtp)
        return reply(503, 5, 1, "Say RCPT TO first");
    if (transaction->accepted() == 0)
        return reply(554, 5, 1, "The message has no recipient");
    return {};
}

/// A message that the service takes: trace fields on top (RFC 5321 section 4.4).
void beginIntake(Session& session)
{
    auto& transaction = *session.transaction();
    JudgeHeader judge = [&session](std::string_view header) -> std::expected<HeaderEdit, Reply> {
        if (auto refused = checkHops(header); refused.code != 0)
            return std::unexpected(std::move(refused));
        if (session.policy().isSubmission)
            return judgeSubmission(session, header);
        return HeaderEdit();
    };
    transaction.intake.emplace(std::move(judge));
    const auto& spool = session.parts().settings.spool;
    const auto trace = received(session, transaction);
    if (!transaction.recipients.empty())
        transaction.intake->addCopy(store::Spool(spool), returnPath(transaction) + trace);
    if (!transaction.remote.empty())
        transaction.intake->addCopy(store::Spool(spool), trace);
}

/// Hands a message over to delivery. One result for each recipient.
Task<std::vector<Result<>>> deliverBody(Session* session, store::BodyRef body)
{
    const auto& transaction = *session->transaction();
    delivery::Envelope envelope;
    envelope.sender = transaction.sender();
    envelope.recipients = transaction.recipients;
    envelope.answers = session->policy().isLmtp ? delivery::Answers::Each : delivery::Answers::One;
    const auto& parts = session->parts();
    return delivery::deliver(parts.workers, parts.clock, std::move(envelope), std::move(body));
}

void logMessage(const Session& session, const Transaction& transaction, std::uint64_t size)
{
    log::info(
        "smtp",
        "{} {} from <{}> for {} recipients, {} bytes, by {} from {}",
        session.policy().name,
        transaction.id,
        transaction.sender(),
        transaction.accepted(),
        size,
        session.protocol().name(),
        session.stream().peer().text()
    );
}

Reply taken(const Session& session, const Transaction& transaction)
{
    const auto* text = session.policy().isLmtp ? "Delivered, " : "Taken, ";
    return reply(250, 0, 0, text + transaction.id);
}

/// The same answer for all: RFC 2033 section 4.2 wants it once for each recipient.
Reply answerAll(Session& session, const Reply& same)
{
    if (session.policy().isLmtp) {
        for (std::size_t i = 1; i < session.transaction()->accepted(); ++i)
            session.answer(same);
    }
    return same;
}

/// One answer for each recipient, all but the last handed over; or one for all.
Reply answerEach(Session& session, const std::vector<Result<>>& results)
{
    const auto& transaction = *session.transaction();
    const auto failed = std::ranges::find_if(results, [](const Result<>& one) { return !one; });
    if (!session.policy().isLmtp)
        return failed == results.end() ? taken(session, transaction) : replyTo(failed->error());
    Reply last;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (i > 0)
            session.answer(last);
        last = results[i] ? taken(session, transaction) : replyTo(results[i].error());
    }
    return last;
}

/// Gives a message to the queue, for the recipients elsewhere.
Task<Result<>> enqueue(Session* session, store::BodyRef body)
{
    const auto& transaction = *session->transaction();
    queue::Outgoing outgoing;
    outgoing.sender = transaction.sender();
    outgoing.recipients = transaction.remote;
    outgoing.body = std::move(body);
    outgoing.name = transaction.id;
    outgoing.eightBit = transaction.intake->hasEightBit();
    outgoing.utf8Header = transaction.intake->hasEightBitHeader();
    return session->parts().queue->enqueue(std::move(outgoing));
}

/// Stores the copies of a message. One result for each recipient here; for submission those
/// elsewhere stand last, as one.
Task<std::vector<Result<>>> store(Session* session, std::vector<store::BodyRef> bodies)
{
    const auto& transaction = *session->transaction();
    std::vector<Result<>> results;
    const auto isFailed = [](const Result<>& one) { return !one; };
    if (!transaction.recipients.empty())
        results = co_await deliverBody(session, bodies.front());
    // The one answer must not be yes, then: do not send what the user will send again.
    if (!transaction.remote.empty() && std::ranges::none_of(results, isFailed)) {
        auto queued = co_await enqueue(session, bodies.back());
        results.push_back(std::move(queued));
    }
    co_return results;
}

/// The message has come to its end: stores it, or says why not.
Task<Reply> complete(Session* session, proto::BodyEnd end)
{
    auto& transaction = *session->transaction();
    session->noteMessage();
    Reply last;
    if (end.fault != proto::BodyFault::None) {
        last = answerAll(*session, proto::replyTo(end.fault));
    } else if (session->hasLostSeat()) {
        last = lastReply(421, 7, 0, session->user()->seat->reason());
    } else if (auto bodies = transaction.intake->finish(); !bodies) {
        last = answerAll(*session, bodies.error());
    } else {
        const auto size = bodies->front()->size();
        const auto results = co_await store(session, std::move(*bodies));
        last = answerEach(*session, results);
        if (std::ranges::any_of(results, [](const Result<>& one) { return one.has_value(); }))
            logMessage(*session, transaction, size);
    }
    session->reset();
    co_return last;
}

/// Reads the body up to its end, or that of a chunk. Nothing: the client is gone.
Task<std::optional<proto::ClientItem>> readBody(Session* session)
{
    for (;;) {
        auto item = co_await session->next();
        if (!item)
            co_return std::nullopt;
        const auto* piece = std::get_if<proto::BodyPiece>(&*item);
        if (piece == nullptr)
            co_return item;
        session->transaction()->intake->take(piece->bytes);
    }
}

} // namespace

// RFC 5321 section 4.1.1.4
Task<Reply> run(Session* session, proto::Data)
{
    if (auto refused = check(*session); refused.code != 0)
        co_return refused;
    if (session->transaction()->intake)
        co_return reply(503, 5, 1, "The message began with BDAT and must end with it");
    beginIntake(*session);
    session->splitter().beginData(session->parts().settings.messageLimit);
    Reply prompt;
    prompt.code = 354;
    prompt.text = "Send the message, then a dot on a line of its own";
    session->answer(prompt);
    auto item = co_await readBody(session);
    if (!item)
        co_return Reply();
    const auto end = std::get<proto::BodyEnd>(*item);
    co_return co_await complete(session, end);
}

// RFC 3030 section 2
Task<Reply> run(Session* session, proto::Bdat command)
{
    auto refused = check(*session);
    if (refused.code != 0) {
        // The chunk comes all the same. One that is hopelessly large is not waited for.
        if (command.size > session->parts().settings.messageLimit) {
            refused.close = true;
            co_return refused;
        }
        session->splitter().skipChunk(command.size);
        auto skipped = co_await session->next();
        if (!skipped)
            co_return Reply();
        co_return refused;
    }
    if (!session->transaction()->intake)
        beginIntake(*session);
    const auto limit = session->parts().settings.messageLimit;
    if (command.size > limit) {
        auto tooBig = proto::replyTo(proto::BodyFault::TooBig);
        tooBig.close = true;
        co_return tooBig;
    }
    session->splitter().beginChunk(command.size, command.last, limit);
    auto item = co_await readBody(session);
    if (!item)
        co_return Reply();
    if (const auto* end = std::get_if<proto::BodyEnd>(&*item))
        co_return co_await complete(session, *end);
    const auto chunk = std::get<proto::ChunkEnd>(*item);
    if (chunk.fault != proto::BodyFault::None) {
        session->reset();
        co_return proto::replyTo(chunk.fault);
    }
    co_return reply(250, 0, 0, std::to_string(command.size) + " bytes taken");
}

} // namespace postamt::smtp::commands
