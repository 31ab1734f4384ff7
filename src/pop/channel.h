#pragma once

#include "accounts/seat.h"
#include "base/line_splitter.h"
#include "base/task.h"
#include "net/stream.h"
#include "net/waker.h"
#include "pop/proto/reply.h"
#include "pop/proto/splitter.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace postamt::pop {

/// Lines in, replies out, over a stream. Replies are collected while further commands lie ready, so
/// that pipelined ones are answered together.
class Channel {
public:
    explicit Channel(std::unique_ptr<net::Stream> stream);

    struct Input {
        enum class Kind {
            Line,
            Faulty, ///< a line that must not be read; `fault` says why
            Ended, ///< the client is gone, too slow or too talkative, lost its seat, or the server ends
        };

        Kind kind = Kind::Ended;
        std::string text;
        LineFault fault = LineFault::None;
    };

    /// The next line. Before it waits, it sends what was said.
    Task<Input> next(std::chrono::milliseconds timeout);

    /// The connection is an account's from here on. When the seat is lost, next() ends and the
    /// client is told why: what it asks next has its answer already.
    void hold(std::shared_ptr<accounts::Seat> seat);

    /// The account has one connection less.
    void release() { seat_.reset(); }

    /// The next line answers a challenge of AUTH and may be longer.
    void expectAuthAnswer() { splitter_.expectAuthAnswer(); }

    /// Says something later.
    void say(std::string_view text) { output_ += text; }

    void say(const proto::Reply& reply) { output_ += reply.format(); }

    /// What was said and not sent yet; large replies are written here and sent with sendLarge().
    std::string& output() { return output_; }

    /// Sends if there is much to send. False if the connection is broken.
    Task<bool> sendLarge();

    /// Sends what was said. False if the connection is broken.
    Task<bool> send();

    /// The server's side of TLS. Every plain byte that came behind is thrown away, or a command
    /// smuggled in would run inside the TLS session.
    Task<bool> startTls();

    /// Breaks the connection at once.
    void close();

    /// Sends what was said and says goodbye.
    Task<> shutdown();

    const net::Stream& stream() const { return *stream_; }

private:
    bool isExpelled() const { return seat_ && seat_->isLost(); }

    std::unique_ptr<net::Stream> stream_;
    net::Waker waker_;
    std::shared_ptr<accounts::Seat> seat_;
    proto::Splitter splitter_;
    std::string output_;
    bool broken_ = false;
};

} // namespace postamt::pop
