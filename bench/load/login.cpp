// Sessions that only come and go: connect, TLS if asked for, log in, log out.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/pop_client.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

namespace postamt::load {

namespace {

struct Comings {
    Options options;
    Moment begin = {};
    std::uint64_t checked = 0;
    Latencies latencies = {};
    std::uint64_t count = 0;
};

Task<> comeAndGo(Comings* all, std::size_t index)
{
    const Options& options = all->options;
    if (options.proto == "imap") {
        const auto client = co_await loggedIn(options, index);
        co_await client->logout();
        all->checked += client->checked();
        co_return;
    }
    const auto client = co_await PopClient::open(options.popPlace());
    const auto account = options.accountOf(index);
    co_await client->login(account, options.password);
    co_await client->quit();
    all->checked += client->checked();
}

Task<> comeAgain(Comings* all, std::size_t index)
{
    while (secondsSince(all->begin) < all->options.seconds) {
        const auto begin = now();
        co_await comeAndGo(all, index);
        all->latencies.add(secondsSince(begin));
        ++all->count;
    }
}

} // namespace

Task<Steps> login(Options options)
{
    if (options.proto != "imap" && options.proto != "pop")
        giveUp("--proto is imap or pop");
    const Stopwatch watch;
    Comings all{.options = options, .begin = now()};
    std::vector<Task<>> tasks;
    for (std::size_t i = 0; i < options.connections; ++i)
        tasks.push_back(comeAgain(&all, i));
    co_await together(std::move(tasks));
    Step step = watch.stop(all.count, all.checked);
    step.latencies = std::move(all.latencies);
    co_return Steps{std::move(step)};
}

} // namespace postamt::load
