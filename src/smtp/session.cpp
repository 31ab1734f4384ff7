#include "smtp/session.h"

#include "base/log.h"
#include "smtp/commands/commands.h"

#include <exception>
#include <utility>
#include <variant>

namespace postamt::smtp {

namespace {

/// Answers to pipelined commands are written out from this size on.
constexpr std::size_t flushSize = 16 * 1024;

/// A line without end is not read on beyond this.
constexpr std::uint64_t hopelessLine = 64 * 1024;

/// Commands without a message: a client that only chats is hung up on. Recipients are not counted.
constexpr std::size_t maxIdleCommands = 200;

} // namespace

Session::Session(const Parts& parts, const Policy& policy, std::unique_ptr<net::Stream> stream)
    : parts_(parts), policy_(policy), stream_(std::move(stream)), waker_(*stream_)
{
}

Session::~Session() = default;

// ---- state

bool Session::offersTls() const
{
    return parts_.settings.offersTls && !stream_->isSecure() && !stream_->peer().isUnix;
}

accounts::LoginChannel Session::loginChannel() const
{
    auto channel = accounts::channelOf(*stream_);
    channel.bindings.clear();
    return channel;
}

void Session::setHello(proto::Hello hello)
{
    hello_ = std::move(hello);
    reset();
}

void Session::begin(Transaction transaction)
{
    reset();
    transaction_.emplace(std::move(transaction));
}

void Session::reset()
{
    transaction_.reset();
    splitter_.forgetBody();
}

void Session::noteMessage()
{
    idle_ = 0;
    dropped_ = 0;
}

proto::Protocol Session::protocol() const
{
    proto::Protocol protocol;
    protocol.lmtp = policy_.isLmtp;
    protocol.extended = hello_ && hello_->verb != proto::Hello::Verb::Helo;
    protocol.tls = stream_->isSecure();
    protocol.authenticated = user_.has_value();
    protocol.smtpUtf8 = transaction_ && transaction_->mail.smtpUtf8;
    return protocol;
}

void Session::logIn(accounts::AuthenticatedUser user)
{
    user_ = std::move(user);
    if (user_->seat)
        user_->seat->whenLost(waker_.function());
}

/// Between commands the session may end; a message half read is taken to its end.
bool Session::mayStop() const
{
    return !transaction_ || !transaction_->intake;
}

// ---- output

void Session::answer(const Reply& reply)
{
    out_ += reply.format();
}

Task<bool> Session::flush()
{
    if (out_.empty())
        co_return true;
    const std::string text = std::exchange(out_, {});
    const auto written = co_await stream_->write(text);
    if (!written)
        ended_ = true;
    co_return written.has_value();
}

// ---- input

/// True, and said, if the account is not the client's to use any more (RFC 5321 section 3.8). A
/// message half read is read to its end, and refused there.
bool Session::isExpelled()
{
    if (!hasLostSeat() || !mayStop())
        return false;
    finish(lastReply(421, 7, 0, user_->seat->reason()));
    return true;
}

/// A refused body is read to its end, so that the client hears why; but not for ever.
bool Session::isBearable()
{
    if (dropped_ <= parts_.settings.messageLimit)
        return true;
    finish(lastReply(552, 3, 4, "The message is far too big"));
    return false;
}

/// Waits for bytes once. False if the session is over.
Task<bool> Session::receive()
{
    const bool flushed = co_await flush();
    if (!flushed)
        co_return false;
    if (stream_->stopping() && mayStop()) {
        finish(lastReply(421, 3, 2, "The server is shutting down, please come back in a moment"));
        co_return false;
    }
    const auto got = co_await stream_->read(parts_.settings.idleTimeout);
    switch (got.kind) {
    case net::Received::Kind::Data:
        splitter_.feed(got.bytes);
        if (splitter_.bodyFault() != proto::BodyFault::None)
            dropped_ += got.bytes.size();
        co_return isBearable();
    case net::Received::Kind::Woken:
        co_return true;
    case net::Received::Kind::TimedOut:
        finish(lastReply(421, 4, 2, "Nothing was heard from you for too long"));
        co_return false;
    case net::Received::Kind::Closed:
    case net::Received::Kind::Failed:
        break;
    }
    ended_ = true;
    co_return false;
}

Task<std::optional<proto::ClientItem>> Session::next()
{
    while (!ended_ && !isExpelled()) {
        auto item = splitter_.next();
        if (item)
            co_return item;
        if (splitter_.pendingLine() > hopelessLine) {
            finish(lastReply(421, 5, 6, "A line without end"));
            break;
        }
        const bool more = co_await receive();
        if (!more)
            break;
    }
    co_return std::nullopt;
}

// ---- commands

void Session::greet()
{
    Reply greeting;
    greeting.code = 220;
    greeting.text = parts_.settings.hostname + ' ' + std::string(policy_.protocol) + " Postamt";
    answer(greeting);
}

Task<> Session::run()
{
    greet();
    for (;;) {
        auto item = co_await next();
        if (!item)
            break;
        // Bodies are read by the commands that they belong to.
        if (const auto* line = std::get_if<Line>(&*item))
            co_await serve(*line);
        if (out_.size() >= flushSize)
            co_await flush();
    }
    co_await flush();
    co_await stream_->shutdown();
}

Task<> Session::serve(Line line)
{
    if (line.fault != LineFault::None) {
        finish(proto::replyTo(line.fault));
        co_return;
    }
    proto::CommandRules rules;
    rules.blankAfterColon = policy_.isSubmission;
    rules.smtpUtf8 = transaction_ && transaction_->mail.smtpUtf8;
    auto command = proto::parseCommand(line.text, rules);
    if (!command) {
        finish(std::move(command.error()));
        co_return;
    }
    const bool isRcpt = std::holds_alternative<proto::Rcpt>(*command);
    if (!isRcpt)
        ++idle_;
    Reply reply;
    try {
        reply = co_await commands::run(this, std::move(*command));
    } catch (const std::exception& e) {
        reply = replyTo(Error{Fault::Internal, e.what(), {}});
        reset();
    }
    finish(std::move(reply), policy_.countsRecipients || !isRcpt);
}

/// Ends a command: hands over its reply, none if the client is gone, and keeps the budgets.
void Session::finish(Reply reply, bool counts)
{
    if (ended_ || reply.code == 0)
        return;
    answer(reply);
    if (reply.close) {
        ended_ = true;
        return;
    }
    if (counts && reply.isPermanent() && ++errors_ >= parts_.settings.errors) {
        answer(lastReply(421, 7, 0, "Too many refused commands"));
        log::info("smtp", "{}: too many errors", stream_->peer().text());
        ended_ = true;
    } else if (idle_ >= maxIdleCommands) {
        answer(lastReply(421, 7, 0, "Too many commands without a message"));
        ended_ = true;
    }
}

Task<> Session::startTls(Reply ready)
{
    answer(ready);
    const bool sent = co_await flush();
    if (!sent)
        co_return;
    // RFC 3207 section 4.2: nothing that came in the clear may survive, or a command smuggled in
    // behind STARTTLS runs inside TLS.
    splitter_.discard();
    hello_.reset();
    transaction_.reset();
    const auto done = co_await stream_->startTls();
    splitter_.discard();
    if (done)
        co_return;
    log::info("smtp", "{}: {}", stream_->peer().text(), done.error().text);
    ended_ = true;
}

} // namespace postamt::smtp
