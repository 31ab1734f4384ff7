#include "queue/attempt.h"

#include "smtp/proto/data_writer.h"
#include "store/engine.h"

#include <utility>
#include <variant>

namespace postamt::queue {

namespace {

using smtp::proto::Client;

/// What an attempt needs while it runs.
struct Running {
    Client client;
    ReadBody read;
    std::unique_ptr<net::Stream> stream;
};

/// Shows a stream as long as it lives.
class Shown {
public:
    Shown(OpenStream place, net::Stream* stream) : place_(std::move(place)) { *place_ = stream; }

    ~Shown() { *place_ = nullptr; }

    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;

private:
    OpenStream place_;
};

Task<> act(Running* running, Client::Read)
{
    const auto got = co_await running->stream->read(running->client.patience());
    switch (got.kind) {
    case net::Received::Kind::Data:
        running->client.received(got.bytes);
        break;
    case net::Received::Kind::Woken:
        break;
    case net::Received::Kind::TimedOut:
        running->client.lost("The server did not answer in time");
        break;
    case net::Received::Kind::Closed:
    case net::Received::Kind::Failed:
        running->client.lost("The connection to the server broke");
        break;
    }
}

Task<> act(Running* running, Client::Send send)
{
    const auto sent = co_await running->stream->write(send.bytes);
    if (!sent)
        running->client.lost("The connection to the server broke");
}

Task<> act(Running* running, Client::StartTls)
{
    const auto started = co_await running->stream->startTls();
    if (started)
        running->client.tlsStarted();
    else
        running->client.lost("TLS with the server failed: " + started.error().text);
}

Task<> act(Running* running, Client::SendBody)
{
    smtp::proto::DataWriter writer;
    std::string out;
    for (std::uint64_t at = 0;; at += store::blobPiece) {
        const auto piece = co_await running->read(at, store::blobPiece);
        if (!piece) {
            // The message is cut off here, without its end: the server will not take it.
            running->client.lost("The message could not be read");
            co_return;
        }
        out.clear();
        writer.write(*piece, out);
        const bool isLast = piece->size() < store::blobPiece;
        if (isLast)
            writer.finish(out);
        const auto sent = co_await running->stream->write(out);
        if (!sent) {
            running->client.lost("The connection to the server broke");
            co_return;
        }
        if (isLast)
            break;
    }
    running->client.bodySent();
}

Task<> act(Running* running, Client::Close)
{
    co_await running->stream->shutdown();
}

} // namespace

Task<std::vector<smtp::proto::Delivery>> attempt(
    Connect connect,
    smtp::proto::ClientSettings settings,
    smtp::proto::Letter letter,
    ReadBody read,
    Random& random,
    OpenStream open
)
{
    Running running{
        Client(std::move(settings), std::move(letter), random), std::move(read), nullptr
    };
    auto connected = co_await connect();
    if (!connected) {
        running.client.lost(connected.error().text);
        co_return running.client.deliveries();
    }
    running.stream = std::move(*connected);
    const Shown shown(std::move(open), running.stream.get());
    bool closed = false;
    while (!closed) {
        auto action = running.client.next();
        closed = std::holds_alternative<Client::Close>(action);
        auto step = std::visit(
            [&running](auto&& chosen) { return act(&running, std::move(chosen)); },
            std::move(action)
        );
        co_await std::move(step);
    }
    co_return running.client.deliveries();
}

} // namespace postamt::queue
