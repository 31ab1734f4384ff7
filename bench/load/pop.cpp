// POP3: RETR of all messages of a maildrop, one after the other or pipelined.
#include "load/failure.h"
#include "load/pop_client.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

#include <fmt/format.h>

#include <iterator>

namespace postamt::load {

namespace {

/// Commands sent ahead in pipelined mode; their bytes fit into any socket's buffer.
constexpr std::size_t window = 100;

} // namespace

Task<Steps> pop(Options options)
{
    if (options.mode != "plain" && options.mode != "pipelined")
        giveUp("--mode is plain or pipelined");
    const std::size_t ahead = options.mode == "plain" ? 1 : window;
    const auto client = co_await PopClient::open(options.popPlace());
    const auto account = options.accountOf(0);
    co_await client->login(account, options.password);
    const auto sizes = co_await client->list();

    const auto before = client->checked();
    const Stopwatch watch;
    std::string commands;
    for (std::size_t sent = 0; sent < sizes.size(); sent += ahead) {
        const auto end = std::min(sent + ahead, sizes.size());
        commands.clear();
        for (std::size_t i = sent; i < end; ++i)
            fmt::format_to(std::back_inserter(commands), "RETR {}\r\n", i + 1);
        co_await client->send(commands);
        for (std::size_t i = sent; i < end; ++i) {
            const auto size = co_await client->message();
            if (size != sizes[i])
                giveUp(fmt::format("POP3: message {}: LIST {}, RETR {}", i + 1, sizes[i], size));
        }
    }
    const Step step = watch.stop(sizes.size(), client->checked() - before);
    co_await client->quit();
    co_return Steps{step};
}

} // namespace postamt::load
