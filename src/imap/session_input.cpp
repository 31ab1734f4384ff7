#include "imap/session.h"
#include "imap/session_wake.h"
#include "net/deflate_stream.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

// How a session waits for its client, or for what may be told meanwhile, and what it makes of the
// bytes.

namespace postamt::imap {

std::chrono::milliseconds Session::patience() const
{
    if (account_)
        return parts_.settings.idleTimeout;
    const auto left
        = std::chrono::duration_cast<std::chrono::milliseconds>(loginBy_ - parts_.clock.now());
    return std::max(left, std::chrono::milliseconds(1));
}

/// True, and said, if the account is not the client's to use any more.
bool Session::isExpelled()
{
    if (!seat_ || !seat_->isLost())
        return false;
    if (!ended_)
        bye({}, seat_->reason());
    return true;
}

/// Waits for bytes once. False if the session is over.
Task<bool> Session::receive()
{
    const bool flushed = co_await flush();
    if (!flushed || isExpelled())
        co_return false;
    // Also for a client that is never silent.
    if (!account_ && parts_.clock.now() >= loginBy_) {
        bye({}, "no login came in time");
        co_return false;
    }
    const auto got = co_await stream_->read(patience());
    switch (got.kind) {
    case net::Received::Kind::Data:
        splitter_.feed(got.bytes);
        co_return true;
    case net::Received::Kind::Woken:
        woken_ = true;
        if (stream_->stopping())
            bye("UNAVAILABLE", "the server is shutting down, please come back in a moment");
        co_return !ended_ && !isExpelled();
    case net::Received::Kind::TimedOut:
        bye({}, account_ ? "nothing was heard from you for too long" : "no login came in time");
        co_return false;
    case net::Received::Kind::Closed:
    case net::Received::Kind::Failed:
        lose();
        co_return false;
    }
    co_return false;
}

/// The next piece of what has come already.
std::optional<proto::Piece> Session::takePiece()
{
    for (;;) {
        auto piece = splitter_.next();
        if (!piece)
            return piece;
        fatal_ = fatal_ || piece->fatal;
        if (piece->kind != proto::Piece::Kind::Continue)
            return piece;
        proto::formatContinuation(out_, "OK"); // goes out before we wait
    }
}

Task<std::optional<proto::Piece>> Session::nextPiece()
{
    while (!ended_) {
        auto piece = takePiece();
        if (piece)
            co_return piece;
        const bool more = co_await receive();
        if (!more)
            break;
    }
    co_return std::nullopt;
}

Task<Session::Line> Session::nextLine()
{
    Line line;
    splitter_.expectLine();
    for (;;) {
        if (auto piece = splitter_.next()) {
            const bool isRefused = piece->kind == proto::Piece::Kind::Refused;
            line.kind = isRefused ? Line::Kind::Refused : Line::Kind::Text;
            line.text = std::move(piece->text);
            line.error = std::move(piece->error);
            co_return line;
        }
        const bool more = co_await receive();
        if (!more)
            co_return line;
    }
}

/// Waits for bytes, or for a change that may be told; then woken_ says so. False as for receive().
Task<bool> Session::listen(bool toSelected)
{
    wake_->toSelected = toSelected;
    wake_->isListening = true;
    // What changed before we listened would wake nobody.
    if (wake_->concerns(account_->state()) || (selected_ && wake_->concerns(selected_->now())))
        woken_ = true;
    bool more = true;
    if (!woken_)
        more = co_await receive();
    wake_->isListening = false;
    co_return more;
}

/// Whether NOTIFY may have something told now: not in the midst of a command.
bool Session::mayPush() const
{
    return notification_ && splitter_.isBetweenCommands() && splitter_.pending() == 0;
}

/// Waits for the client, or until something has happened that may be told without being asked.
/// Not a coroutine, nor are there more below run() while a session waits than it needs: those are
/// what an idle session costs beside TLS.
Task<bool> Session::attend()
{
    if (isIdling())
        return listen(true);
    if (mayPush())
        return listen(notification_->pushesSelected());
    return receive();
}

/// Tells what woke us, and does what has come.
Task<> Session::act()
{
    if (woken_ && (isIdling() || mayPush())) {
        woken_ = false;
        if (isIdling())
            co_await tellIdling();
        else
            co_await push();
    }
    while (!ended_ && !isExpelled()) {
        auto piece = takePiece();
        if (!piece)
            break;
        if (isIdling())
            co_await endIdle(std::move(*piece));
        else
            co_await serve(std::move(*piece));
        if (fatal_ && !ended_)
            bye({}, "the rest cannot be understood");
    }
}

Task<Result<>> Session::startTls()
{
    // Whatever came behind STARTTLS in the clear must not run inside TLS (RFC 9051 section 6.2.1).
    splitter_.discard();
    auto done = co_await stream_->startTls();
    splitter_.discard();
    if (!done)
        lose();
    co_return done;
}

void Session::startCompression()
{
    splitter_.discard();
    stream_ = std::make_unique<net::DeflateStream>(std::move(stream_));
    wake_->stream = stream_.get();
    compressed_ = true;
}

} // namespace postamt::imap
