#include "load/lmtp_client.h"

#include "load/failure.h"

#include <fmt/format.h>

#include <iterator>

namespace postamt::load {

LmtpClient::LmtpClient(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)), lines_(*connection_)
{
}

Task<std::unique_ptr<LmtpClient>> LmtpClient::open(Place place)
{
    auto connection = co_await Connection::open(place);
    std::unique_ptr<LmtpClient> client(new LmtpClient(std::move(connection)));
    co_await client->expect("220");
    co_await client->connection_->send("LHLO load.example.test\r\n");
    co_await client->expect("250");
    if (!client->pipelining_)
        giveUp("the LMTP server does not offer PIPELINING");
    client->checked_ = 0;
    co_return client;
}

Task<> LmtpClient::expect(std::string_view code)
{
    for (;;) {
        const auto line = co_await lines_.next();
        if (!line.starts_with(code))
            giveUp(fmt::format("LMTP: expected {}", code), line);
        if (line.ends_with("PIPELINING"))
            pipelining_ = true;
        if (line.size() == code.size() || line[code.size()] != '-')
            break;
    }
    ++checked_;
}

Task<> LmtpClient::deliver(std::string_view recipient, std::string_view dotEnded)
{
    envelope_.clear();
    fmt::format_to(
        std::back_inserter(envelope_),
        "MAIL FROM:<sender@example.org>\r\nRCPT TO:<{}>\r\nDATA\r\n",
        recipient
    );
    co_await connection_->send(envelope_);
    co_await expect("250");
    co_await expect("250");
    co_await expect("354");
    co_await connection_->send(dotEnded);
    co_await expect("250");
}

} // namespace postamt::load
