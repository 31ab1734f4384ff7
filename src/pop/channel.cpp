#include "pop/channel.h"

#include <utility>

namespace postamt::pop {

namespace {

/// What is written at once where there is that much.
constexpr std::size_t largeOutput = 128 * 1024;

/// Bytes of one line after which we hang up.
constexpr std::uint64_t endlessLine = 256 * 1024;

} // namespace

Channel::Channel(std::unique_ptr<net::Stream> stream) : stream_(std::move(stream)), waker_(*stream_)
{
}

void Channel::hold(std::shared_ptr<accounts::Seat> seat)
{
    seat_ = std::move(seat);
    if (seat_)
        seat_->whenLost(waker_.function());
}

Task<Channel::Input> Channel::next(std::chrono::milliseconds timeout)
{
    for (;;) {
        if (broken_ || stream_->stopping())
            co_return Input{};
        if (isExpelled()) {
            say(proto::Reply{.ok = false, .code = "SYS/PERM", .text = seat_->reason()});
            co_return Input{};
        }
        if (const auto line = splitter_.next()) {
            const bool isFaulty = line->fault != LineFault::None;
            Input input{
                .kind = isFaulty ? Input::Kind::Faulty : Input::Kind::Line,
                .text = std::string(line->text),
                .fault = line->fault,
            };
            co_await sendLarge();
            co_return input;
        }
        const bool isSent = co_await send();
        if (!isSent || splitter_.pendingLine() > endlessLine)
            co_return Input{};
        const net::Received received = co_await stream_->read(timeout);
        if (received.kind == net::Received::Kind::Woken)
            continue;
        if (received.kind != net::Received::Kind::Data)
            co_return Input{};
        splitter_.feed(received.bytes);
    }
}

Task<bool> Channel::sendLarge()
{
    if (output_.size() < largeOutput)
        co_return !broken_;
    if (isExpelled()) // midway there is no place for a reason
        close();
    co_return co_await send();
}

Task<bool> Channel::send()
{
    if (broken_)
        output_ = {};
    if (output_.empty())
        co_return !broken_;
    const std::string output = std::exchange(output_, {});
    const Result<> written = co_await stream_->write(output);
    broken_ = !written;
    co_return !broken_;
}

Task<bool> Channel::startTls()
{
    const bool isSent = co_await send();
    if (!isSent)
        co_return false;
    splitter_.discard();
    const Result<> secured = co_await stream_->startTls();
    broken_ = !secured;
    co_return !broken_;
}

void Channel::close()
{
    broken_ = true;
    stream_->close();
}

Task<> Channel::shutdown()
{
    const bool isSent = co_await send();
    if (isSent)
        co_await stream_->shutdown();
    else
        stream_->close();
}

} // namespace postamt::pop
