#include "load/pop_client.h"

#include "load/failure.h"
#include "load/imap_client.h"

#include <fmt/format.h>

namespace postamt::load {

PopClient::PopClient(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)), lines_(*connection_)
{
}

Task<std::unique_ptr<PopClient>> PopClient::open(Place place)
{
    auto connection = co_await Connection::open(place);
    std::unique_ptr<PopClient> client(new PopClient(std::move(connection)));
    co_await client->expectOk("the greeting");
    co_return client;
}

Task<> PopClient::send(std::string_view commands)
{
    co_await connection_->send(commands);
}

Task<> PopClient::expectOk(std::string_view command)
{
    const auto line = co_await lines_.next();
    if (!line.starts_with("+OK"))
        giveUp(fmt::format("POP3: {} was answered with", command), line);
    ++checked_;
}

Task<> PopClient::login(std::string_view user, std::string_view password)
{
    const auto name = fmt::format("USER {}\r\n", user);
    co_await send(name);
    co_await expectOk("USER");
    const auto secret = fmt::format("PASS {}\r\n", password);
    co_await send(secret);
    co_await expectOk("PASS");
}

Task<std::vector<std::uint64_t>> PopClient::list()
{
    co_await send("LIST\r\n");
    co_await expectOk("LIST");
    std::vector<std::uint64_t> sizes;
    for (;;) {
        auto line = co_await lines_.next();
        if (line == ".")
            break;
        const auto number = takeNumber(line);
        if (number != sizes.size() + 1 || !line.starts_with(' '))
            giveUp("POP3: LIST does not count its messages", line);
        line.remove_prefix(1);
        sizes.push_back(takeNumber(line));
    }
    co_return sizes;
}

Task<std::uint64_t> PopClient::message()
{
    co_await expectOk("RETR");
    std::uint64_t size = 0;
    for (;;) {
        const auto line = lines_.ready();
        if (!line) {
            co_await lines_.more();
            continue;
        }
        if (line->starts_with('.')) {
            if (line->size() == 1)
                break;
            --size;
        }
        size += line->size() + 2;
    }
    co_return size;
}

Task<> PopClient::quit()
{
    co_await send("QUIT\r\n");
    co_await expectOk("QUIT");
}

} // namespace postamt::load
