// What a session does for a client that waits for a long work.
#include "imap/session.h"

#include <algorithm>
#include <utility>

namespace postamt::imap {

namespace {

// So often a session looks whether its client is still there.
constexpr std::chrono::milliseconds lookInterval{1000};

// So much of what a client sends ahead is taken before the answer it waits for.
constexpr std::size_t maxSentAhead = 64 * 1024;

} // namespace

/// A work under way, and when the client is to hear of it and to be looked for.
struct Session::LongWork {
    std::string tag; ///< as INPROGRESS shows it
    std::chrono::system_clock::time_point nextReport;
    std::chrono::system_clock::time_point nextLook;
};

mail::ProgressReport Session::progressOf(std::string tag)
{
    const auto now = parts_.clock.now();
    auto work = std::make_shared<LongWork>();
    // A bracket would end the response code.
    work->tag = tag.contains(']') ? "NIL" : '"' + tag + '"';
    work->nextReport = now + parts_.settings.progressInterval;
    work->nextLook = now + std::min(lookInterval, parts_.settings.progressInterval);
    return [this, work = std::move(work)](std::uint64_t done, std::uint64_t total) {
        return goesOn(work, done, total);
    };
}

Task<bool> Session::goesOn(std::shared_ptr<LongWork> work, std::uint64_t done, std::uint64_t total)
{
    const auto now = parts_.clock.now();
    if (now >= work->nextReport) {
        work->nextReport = now + parts_.settings.progressInterval;
        const auto far = std::to_string(done) + ' ' + std::to_string(total);
        untagged(proto::Condition::Ok, "INPROGRESS (" + work->tag + ' ' + far + ')', "still at it");
        const bool sent = co_await flush();
        if (!sent)
            co_return false;
    }
    if (now < work->nextLook || splitter_.pending() >= maxSentAhead)
        co_return true;
    work->nextLook = now + lookInterval;
    co_return co_await lookForClient();
}

/// Takes what has come, without waiting. False if the client is gone.
Task<bool> Session::lookForClient()
{
    const auto got = co_await stream_->read(std::chrono::milliseconds::zero());
    switch (got.kind) {
    case net::Received::Kind::Data:
        splitter_.feed(got.bytes);
        co_return true;
    case net::Received::Kind::Woken:
        woken_ = true;
        co_return true;
    case net::Received::Kind::TimedOut:
        co_return true;
    case net::Received::Kind::Closed:
    case net::Received::Kind::Failed:
        lose();
        co_return false;
    }
    co_return false;
}

} // namespace postamt::imap
