#include "base/log.h"
#include "pop/proto/message_writer.h"
#include "pop/session.h"

#include <fmt/format.h>

#include <algorithm>

namespace postamt::pop {

namespace {

/// Read first: the header, as a rule; then pieces up to the largest.
constexpr std::uint64_t firstPiece = 16 * 1024;
constexpr std::uint64_t largestPiece = 256 * 1024;

/// The messages that LIST and UIDL name: one, or all.
struct Span {
    MessageNumber first;
    MessageNumber last;
};

} // namespace

std::optional<MessageNumber> Session::find(MessageNumber number)
{
    if (maildrop_->has(number))
        return number;
    refuse("There is no such message");
    return std::nullopt;
}

/// RFC 1939 section 5, as all that follow
Task<> Session::run(proto::Stat)
{
    const Result<> measured
        = co_await maildrop_->measure(MessageNumber(1), MessageNumber(maildrop_->size()));
    if (!measured) {
        refuse(measured.error());
        co_return;
    }
    ok(fmt::format("{} {}", maildrop_->remaining(), maildrop_->totalOctets()));
}

Task<> Session::run(proto::List command)
{
    Span span{MessageNumber(1), MessageNumber(maildrop_->size())};
    if (command.message) {
        const auto number = find(*command.message);
        if (!number)
            co_return;
        span = {*number, *number};
    }
    const Result<> measured = co_await maildrop_->measure(span.first, span.last);
    if (!measured) {
        refuse(measured.error());
        co_return;
    }
    if (command.message) {
        ok(fmt::format("{} {}", span.first.value, maildrop_->octets(span.first)));
        co_return;
    }
    ok(fmt::format("{} messages", maildrop_->remaining()));
    for (MessageNumber number = span.first; number <= span.last; number = number.next()) {
        if (!maildrop_->has(number))
            continue;
        channel_.say(fmt::format("{} {}\r\n", number.value, maildrop_->octets(number)));
        const bool isOpen = co_await channel_.sendLarge();
        if (!isOpen)
            co_return;
    }
    channel_.say(".\r\n");
}

Task<> Session::run(proto::Uidl command)
{
    if (command.message) {
        const auto number = find(*command.message);
        if (number)
            ok(fmt::format("{} {}", number->value, maildrop_->uniqueId(*number)));
        co_return;
    }
    ok("Unique ids");
    for (MessageNumber number(1); number.value <= maildrop_->size(); number = number.next()) {
        if (!maildrop_->has(number))
            continue;
        channel_.say(fmt::format("{} {}\r\n", number.value, maildrop_->uniqueId(number)));
        const bool isOpen = co_await channel_.sendLarge();
        if (!isOpen)
            co_return;
    }
    channel_.say(".\r\n");
}

Task<> Session::run(proto::Dele command)
{
    const auto number = find(command.message);
    if (number) {
        maildrop_->remove(*number);
        ok("Deleted at QUIT");
    }
    co_return;
}

Task<> Session::run(proto::Rset)
{
    maildrop_->removeNone();
    ok(fmt::format("{} messages", maildrop_->remaining()));
    co_return;
}

Task<> Session::run(proto::Noop)
{
    ok("Here");
    co_return;
}

Task<> Session::run(proto::Retr command)
{
    const auto number = find(command.message);
    if (number)
        co_await send(*number, std::nullopt);
}

Task<> Session::run(proto::Top command)
{
    const auto number = find(command.message);
    if (number)
        co_await send(*number, command.lines);
}

/// Sends a message, or of it the header and so many lines. The first piece is read before anything
/// is said; if a later one fails there is no way to say so but to break the connection, as the end
/// would look like the message's.
Task<> Session::send(MessageNumber number, std::optional<std::uint32_t> lines)
{
    const Result<> measured = co_await maildrop_->measure(number, number);
    if (!measured) {
        refuse(measured.error());
        co_return;
    }
    if (!lines) {
        const auto whole = co_await maildrop_->takeAhead(number);
        if (whole) {
            ok(fmt::format("{} octets", maildrop_->octets(number)));
            proto::MessageWriter writer;
            writer.write(*whole, channel_.output());
            writer.finish(channel_.output());
            maildrop_->setFetched(number);
            co_return;
        }
    }
    const auto body = co_await maildrop_->body(number);
    if (!body) {
        refuse(body.error());
        co_return;
    }
    proto::TopCutter cutter(lines.value_or(0));
    proto::MessageWriter writer;
    std::uint64_t offset = 0;
    for (std::uint64_t size = firstPiece;; size = std::min(4 * size, largestPiece)) {
        const auto piece = co_await maildrop_->read(*body, offset, size);
        if (!piece && offset == 0) {
            refuse(piece.error());
            co_return;
        }
        if (!piece) {
            log::error("pop", "{}: cannot read on: {}", owner_.address, piece.error().text);
            channel_.close();
            co_return;
        }
        if (offset == 0)
            ok(lines ? "Top of the message" : fmt::format("{} octets", maildrop_->octets(number)));
        writer.write(lines ? cutter.take(*piece) : std::string_view(*piece), channel_.output());
        offset += piece->size();
        if (piece->size() < size || (lines && cutter.isComplete()))
            break;
        const bool isOpen = co_await channel_.sendLarge();
        if (!isOpen)
            co_return;
    }
    writer.finish(channel_.output());
    if (!lines)
        maildrop_->setFetched(number);
}

} // namespace postamt::pop
