// A server that says anything to the queue's client. The first byte chooses the client's settings,
// the second how the bytes come; 0xFF ends a stretch behind which the server waits. Properties: the
// attempt ends and leaves no recipient open; what it sends is lines that end with CRLF, a body with
// its dots and one end; no envelope and no password before TLS where TLS is required; the bounce
// that quotes the server is a report that can be read, in clean lines.
#include "mime/summary.h"
#include "net/memory_stream.h"
#include "queue/attempt.h"
#include "queue/bounce.h"
#include "require.h"
#include "world.h"

namespace {

using namespace postamt;
using namespace postamt::fuzz;
using smtp::proto::Delivery;

const std::string body = "Subject: x\r\n\r\nfirst\r\n.dot\r\n.\r\nbare\nend\rs \xc3\xbc\r\nlast";

struct Outcome {
    std::vector<Delivery> deliveries;
    bool ended = false;
};

struct Attempt {
    smtp::proto::ClientSettings settings;
    net::MemoryPeer peer{world().context};
    Outcome outcome;

    explicit Attempt(std::uint8_t choice)
    {
        settings.helloName = "me.example";
        settings.tls = static_cast<smtp::proto::ClientSettings::Tls>(choice & 3);
        if ((choice & 4) != 0)
            settings.credentials = {"me", "pencil"};
    }
};

Task<Result<std::unique_ptr<net::Stream>>> connected(std::unique_ptr<net::Stream>* stream)
{
    co_return std::move(*stream);
}

Task<Result<std::string>> readBody(std::uint64_t offset, std::uint64_t length)
{
    co_return offset < body.size() ? body.substr(offset, length) : std::string();
}

Task<> run(Attempt* attempt)
{
    auto stream = attempt->peer.stream();
    queue::Connect connect = [&stream] { return connected(&stream); };
    queue::ReadBody read = readBody;
    smtp::proto::Letter letter;
    letter.sender = "alice@example.test";
    letter.recipients = {"a@b.example", "j\xc3\xb6rg@b.example", "c@d.example", "bad"};
    letter.size = body.size();
    letter.eightBit = true;
    auto open = std::make_shared<net::Stream*>(nullptr);
    auto done = queue::attempt(
        std::move(connect),
        attempt->settings,
        std::move(letter),
        std::move(read),
        world().random,
        std::move(open)
    );
    attempt->outcome.deliveries = co_await std::move(done);
    attempt->outcome.ended = true;
}

/// Plays the server; gives what the client sent, and with it what it did about TLS.
std::string play(Attempt& attempt, std::string_view server, std::size_t step)
{
    world().begin();
    std::string sent;
    bool wasSecure = false;
    world().scope.spawn(world().context.get_executor(), run(&attempt));
    const auto settle = [&] {
        world().settle();
        const auto now = attempt.peer.take();
        const auto mustSecure
            = attempt.settings.tls == smtp::proto::ClientSettings::Tls::Required && !wasSecure;
        const auto beforeTls = now.substr(0, now.find("STARTTLS"));
        require(
            !mustSecure
                || (beforeTls.find("MAIL FROM") == now.npos && beforeTls.find("AUTH") == now.npos),
            "nothing is told before TLS",
            now
        );
        wasSecure = attempt.peer.isSecure();
        sent += now;
    };
    settle();
    while (!server.empty()) {
        const auto end = std::min(server.find('\xff'), server.size() - 1) + 1;
        attempt.peer.feed(server.substr(0, end - (server[end - 1] == '\xff' ? 1 : 0)), step);
        server.remove_prefix(end);
        settle();
    }
    attempt.peer.close();
    settle();
    world().end();
    require(attempt.outcome.ended, "an attempt ends");
    return sent;
}

void checkSent(std::string_view sent)
{
    require(sent.empty() || sent.ends_with("\r\n"), "what is sent are whole lines", sent);
    for (std::size_t i = 0; i < sent.size(); ++i) {
        require(sent[i] != '\0', "no NUL is sent");
        require(sent[i] != '\r' || sent[i + 1] == '\n', "no bare CR is sent", sent);
        require(sent[i] != '\n' || (i > 0 && sent[i - 1] == '\r'), "no bare LF is sent", sent);
    }
}

std::string bounceOf(const std::vector<Delivery>& deliveries)
{
    queue::Entry entry;
    entry.sender = "alice@example.test";
    entry.queued = FuzzClock::start;
    for (const auto& delivery : deliveries) {
        queue::Recipient recipient;
        recipient.address = "a@b.example";
        recipient.state = queue::Recipient::State::Failed;
        recipient.code = delivery.reply.code;
        recipient.status = delivery.reply.enhanced ? delivery.reply.enhanced->format() : "";
        recipient.text = delivery.reply.text;
        entry.recipients.push_back(std::move(recipient));
    }
    const queue::BounceFacts facts{"me.example", "next.example", FuzzClock::start, "token"};
    return queue::makeBounce(entry, "Subject: x\r\n\r\n", facts);
}

void checkBounce(const std::string& bounce)
{
    checkSent(bounce);
    for (std::size_t at = 0; at < bounce.size();) {
        const auto end = bounce.find("\r\n", at);
        require(end - at <= 998, "a line of a bounce is not too long", bounce);
        at = end + 2;
    }
    const auto summary = mime::summarize(bounce);
    require(
        summary.parts.size() >= 4 && summary.parts[0].kind == mime::PartKind::Multipart,
        "a bounce has its parts",
        bounce
    );
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view server(reinterpret_cast<const char*>(data) + 2, size - 2);
    Attempt whole(data[0]);
    const auto sent = play(whole, server, 65536);
    Attempt pieces(data[0]);
    const auto other = play(pieces, server, 1 + data[1] % 16);
    checkSent(other);
    checkSent(sent);
    for (const auto* attempt : {&whole, &pieces}) {
        for (const auto& delivery : attempt->outcome.deliveries)
            require(delivery.state > Delivery::State::Accepted, "no recipient stays open");
    }
    checkBounce(bounceOf(whole.outcome.deliveries));
    return 0;
}
