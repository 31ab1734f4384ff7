#include "tokens/https_get.h"

#include "tokens/http_answer.h"

namespace postamt::tokens {

namespace {

Task<Result<>> readAnswer(net::Stream* stream, HttpAnswer* answer, std::chrono::milliseconds patience)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!answer->isDone()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0)
            co_return temporary("the answer takes too long");
        const net::Received received = co_await stream->read(left);
        switch (received.kind) {
        case net::Received::Kind::Data:
            if (!answer->take(received.bytes))
                co_return temporary("the answer is no HTTP, or too large");
            break;
        case net::Received::Kind::Closed:
            answer->end();
            if (!answer->isDone())
                co_return temporary("the answer is cut off");
            break;
        case net::Received::Kind::Failed:
            co_return temporary("the connection failed: " + std::string(received.bytes));
        case net::Received::Kind::TimedOut:
        case net::Received::Kind::Woken:
            break;
        }
    }
    co_return Result<>();
}

} // namespace

Task<Result<std::string>> httpsGet(Executor executor, HttpsUrl url, FetchRules rules)
{
    net::TlsClientConfig tls;
    tls.mode = net::TlsMode::Implicit;
    tls.caFile = rules.caFile;
    net::StreamSettings settings;
    settings.writeTimeout = rules.patience;
    auto stream = co_await net::connect(
        std::move(executor), url.host, url.port, std::move(tls), settings, rules.patience
    );
    if (!stream)
        co_return std::unexpected(stream.error());
    const std::string request = "GET " + url.target + " HTTP/1.1\r\nHost: " + url.authority()
        + "\r\nAccept: application/json\r\nUser-Agent: Postamt\r\nConnection: close\r\n\r\n";
    const Result<> sent = co_await (*stream)->write(request);
    if (!sent)
        co_return std::unexpected(sent.error());
    HttpAnswer answer(rules.maxBytes);
    const Result<> read = co_await readAnswer(stream->get(), &answer, rules.patience);
    (*stream)->close();
    if (!read)
        co_return std::unexpected(read.error());
    if (answer.status() != 200)
        co_return temporary("the answer is " + std::to_string(answer.status()) + ", not 200");
    co_return answer.takeBody();
}

} // namespace postamt::tokens
