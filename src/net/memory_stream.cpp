#include "net/memory_stream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cassert>
#include <deque>
#include <optional>

namespace postamt::net {

namespace {

constexpr std::size_t largestPiece = 65536;
constexpr std::chrono::seconds patience{20};

} // namespace

/// What both sides see.
struct MemoryPeer::Shared {
    Shared(boost::asio::io_context& context, Endpoint peerEnd, Endpoint localEnd)
        : executor(context.get_executor())
        , changed(context, boost::asio::steady_timer::time_point::max())
        , peer(std::move(peerEnd))
        , local(std::move(localEnd))
    {
    }

    /// Lets the session's side look again.
    void notify() { changed.cancel(); }

    /// Spoils what read() has lent, so that a session that still uses it is found out.
    void takeBackLoan() { std::ranges::fill(lent, '\xff'); }

    Executor executor;
    boost::asio::steady_timer changed; ///< never expires; cancelled to wake the session's side
    Endpoint peer;
    Endpoint local;
    std::deque<std::string> pieces;
    std::string lent;
    std::string written;
    std::size_t room = std::numeric_limits<std::size_t>::max();
    TlsState tls{
        .protocol = "TLSv1.3",
        .cipher = "TLS_AES_128_GCM_SHA256",
        .serverName = {},
        .alpn = {},
        .exporter = std::string(32, 'x'),
        .serverEndPoint = std::string(32, 'e'),
        .isResumed = false,
    };
    enum class End { Open, Closed, Failed } end = End::Open;
    enum class Waiting { No, Read, Write } waiting = Waiting::No;
    bool taken = false;
    bool secure = false;
    bool closed = false; ///< by the session
    bool woken = false;
    bool timedOut = false;
    bool tlsFails = false;
    bool stopping = false;
};

/// The session's side.
class MemoryPeer::End final : public Stream {
public:
    explicit End(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) { }

    ~End() override { shared_->closed = true; }

    Task<Received> read(std::chrono::milliseconds timeout) override;
    Task<Result<>> write(std::string_view bytes) override;

    void wake() override
    {
        shared_->woken = true;
        if (shared_->waiting == Shared::Waiting::Read)
            shared_->notify();
    }

    bool stopping() const override { return shared_->stopping; }

    Task<Result<>> startTls() override;

    bool isSecure() const override { return shared_->secure; }

    TlsState tls() const override { return shared_->secure ? shared_->tls : TlsState{}; }

    const Endpoint& peer() const override { return shared_->peer; }

    const Endpoint& local() const override { return shared_->local; }

    Executor executor() override { return shared_->executor; }

    void close() override
    {
        shared_->closed = true;
        shared_->notify();
    }

    Task<> shutdown() override
    {
        close();
        co_return;
    }

private:
    std::optional<Received> attempt();

    std::shared_ptr<Shared> shared_;
};

std::optional<Received> MemoryPeer::End::attempt()
{
    Shared& shared = *shared_;
    if (shared.closed)
        return Received{Received::Kind::Closed, {}};
    if (std::exchange(shared.woken, false))
        return Received{Received::Kind::Woken, {}};
    if (!shared.pieces.empty()) {
        shared.lent = std::move(shared.pieces.front());
        shared.pieces.pop_front();
        return Received{Received::Kind::Data, shared.lent};
    }
    if (shared.end == Shared::End::Closed)
        return Received{Received::Kind::Closed, {}};
    if (shared.end == Shared::End::Failed)
        return Received{Received::Kind::Failed, "the connection is broken"};
    if (std::exchange(shared.timedOut, false))
        return Received{Received::Kind::TimedOut, {}};
    return std::nullopt;
}

Task<Received> MemoryPeer::End::read(std::chrono::milliseconds timeout)
{
    const auto shared = shared_;
    assert(shared->waiting == Shared::Waiting::No);
    shared->takeBackLoan();
    shared->timedOut = false;
    for (;;) {
        const auto received = attempt();
        if (received)
            co_return *received;
        if (timeout == std::chrono::milliseconds::zero())
            co_return Received{Received::Kind::TimedOut, {}};
        shared->waiting = Shared::Waiting::Read;
        boost::system::error_code ignored;
        co_await shared->changed.async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, ignored)
        );
        shared->waiting = Shared::Waiting::No;
    }
}

Task<Result<>> MemoryPeer::End::write(std::string_view bytes)
{
    const auto shared = shared_;
    assert(shared->waiting == Shared::Waiting::No);
    shared->takeBackLoan();
    for (;;) {
        if (shared->closed || shared->end == Shared::End::Failed) {
            shared->closed = true;
            co_return temporary("the connection is closed");
        }
        const std::size_t size = std::min(bytes.size(), shared->room);
        shared->written += bytes.substr(0, size);
        if (shared->room != std::numeric_limits<std::size_t>::max())
            shared->room -= size;
        bytes.remove_prefix(size);
        if (bytes.empty())
            co_return Result<>();
        shared->waiting = Shared::Waiting::Write;
        boost::system::error_code ignored;
        co_await shared->changed.async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, ignored)
        );
        shared->waiting = Shared::Waiting::No;
    }
}

Task<Result<>> MemoryPeer::End::startTls()
{
    shared_->takeBackLoan();
    // plain bytes still under way would break a real handshake; here they are lost
    shared_->pieces.clear();
    if (shared_->closed || shared_->tlsFails) {
        shared_->closed = true;
        co_return temporary("the TLS handshake failed");
    }
    shared_->secure = true;
    co_return Result<>();
}

MemoryPeer::MemoryPeer(boost::asio::io_context& context, Endpoint peer, Endpoint local)
    : context_(context)
    , shared_(std::make_shared<Shared>(context, std::move(peer), std::move(local)))
{
}

MemoryPeer::~MemoryPeer()
{
    close();
}

std::unique_ptr<Stream> MemoryPeer::stream()
{
    assert(!shared_->taken);
    shared_->taken = true;
    return std::make_unique<End>(shared_);
}

void MemoryPeer::feed(std::string_view bytes, std::size_t pieceSize)
{
    const std::size_t size = std::clamp(pieceSize, std::size_t{1}, largestPiece);
    for (std::size_t at = 0; at < bytes.size(); at += size)
        shared_->pieces.emplace_back(bytes.substr(at, size));
    shared_->notify();
}

void MemoryPeer::close()
{
    shared_->end = Shared::End::Closed;
    shared_->notify();
}

void MemoryPeer::fail()
{
    shared_->end = Shared::End::Failed;
    shared_->notify();
}

void MemoryPeer::timeOut()
{
    shared_->timedOut = true;
    shared_->notify();
}

void MemoryPeer::stop()
{
    shared_->stopping = true;
    shared_->woken = true;
    if (shared_->waiting == Shared::Waiting::Read)
        shared_->notify();
}

void MemoryPeer::setTls(TlsState state)
{
    shared_->tls = std::move(state);
}

void MemoryPeer::showCertificate(ClientCertificate certificate)
{
    shared_->tls.clientCertificate = std::move(certificate);
}

void MemoryPeer::failTls()
{
    shared_->tlsFails = true;
}

void MemoryPeer::setRoom(std::size_t bytes)
{
    shared_->room = bytes;
    shared_->notify();
}

std::string MemoryPeer::take()
{
    return std::exchange(shared_->written, {});
}

bool MemoryPeer::isReading() const
{
    return shared_->waiting == Shared::Waiting::Read && shared_->pieces.empty();
}

bool MemoryPeer::isWriting() const
{
    return shared_->waiting == Shared::Waiting::Write;
}

bool MemoryPeer::isSecure() const
{
    return shared_->secure;
}

bool MemoryPeer::isClosed() const
{
    return shared_->closed;
}

bool MemoryPeer::settle()
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        context_.restart();
        while (context_.poll() > 0)
            ;
        if (isReading() || isWriting() || isClosed())
            return true;
        // the session waits for a worker thread: the guard keeps run_one() from returning early
        const auto guard = boost::asio::make_work_guard(context_);
        context_.restart();
        if (context_.run_one_until(deadline) == 0)
            return false;
    }
}

std::string MemoryPeer::talk(std::string_view bytes, std::size_t pieceSize)
{
    feed(bytes, pieceSize);
    const bool settled = settle();
    return take() + (settled ? "" : "[not settled]");
}

} // namespace postamt::net
