#include "transcript/memory_stage.h"

#include "net/memory_stream.h"
#include "transcript/sessions.h"

namespace postamt::transcript {

namespace {

/// How long something may take that does happen.
constexpr std::chrono::seconds patience{10};

/// Of more bytes than these only the ends come in pieces.
constexpr std::size_t wholeAbove = 20'000;
constexpr std::size_t pieces = 4'000;

class MemoryConnection final : public Connection {
public:
    MemoryConnection(boost::asio::io_context& context, std::size_t piece)
        : context_(context), piece_(piece), peer(context)
    {
    }

    Result<> send(std::string_view bytes) override
    {
        if (bytes.size() > wholeAbove) {
            peer.feed(bytes.substr(0, pieces), piece_);
            peer.feed(bytes.substr(pieces, bytes.size() - 2 * pieces));
            peer.feed(bytes.substr(bytes.size() - pieces), piece_);
        } else {
            peer.feed(bytes, piece_);
        }
        return settle();
    }

    bool receive(std::string& out) override
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        for (;;) {
            if (!settle())
                return false;
            const auto text = peer.take();
            out += text;
            if (!text.empty())
                return true;
            // what another session has done arrives through other threads
            context_.restart();
            if (peer.isClosed() || context_.run_one_until(deadline) == 0)
                return false;
        }
    }

    void poll(std::string& out, std::chrono::milliseconds time) override
    {
        const Result<> settled = settle();
        if (settled && time.count() > 0) {
            context_.restart();
            context_.run_for(time);
        }
        out += peer.take();
    }

    void close() override
    {
        peer.close();
        const Result<> ignored = settle();
    }

    bool isClosed() override { return peer.isClosed(); }

    Result<> startTls() override
    {
        if (!peer.isSecure())
            return bad("the server does not begin TLS");
        return {};
    }

    /// As net::MemoryStream has them.
    sasl::ChannelBindings bindings() override
    {
        return {
            {"tls-exporter",         std::string(32, 'x')},
            {"tls-server-end-point", std::string(32, 'e')},
        };
    }

    Result<> timeOut() override
    {
        peer.timeOut();
        return settle();
    }

private:
    Result<> settle()
    {
        if (!peer.settle())
            return bad("the session does not come to rest");
        return {};
    }

    boost::asio::io_context& context_;
    std::size_t piece_;

public:
    net::MemoryPeer peer;
};

Task<> serveSecured(World* world, std::string service, std::unique_ptr<net::Stream> stream)
{
    const Result<> secured = co_await stream->startTls();
    if (secured)
        co_await serve(world, std::move(service), std::move(stream));
}

} // namespace

MemoryStage::~MemoryStage()
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    context_.restart();
    while (scope_.size() > 0 && context_.run_one_until(deadline) > 0)
        ;
}

Result<std::unique_ptr<Connection>> MemoryStage::open(const Approach& approach)
{
    auto connection = std::make_unique<MemoryConnection>(context_, piece_);
    if (approach.certificate && world_.asksForCertificates())
        connection->peer.showCertificate(
            {.emails = {*approach.certificate}, .commonName = {}, .ends = World::start + 3600}
        );
    auto stream = connection->peer.stream();
    scope_.spawn(
        context_.get_executor(),
        approach.isSecure ? serveSecured(&world_, approach.service, std::move(stream))
                          : serve(&world_, approach.service, std::move(stream))
    );
    return connection;
}

} // namespace postamt::transcript
