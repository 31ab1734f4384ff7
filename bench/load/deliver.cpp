// LMTP: every connection delivers one message after another; the users get them in turn.
#include "load/lmtp_client.h"
#include "load/sample_mail.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

namespace postamt::load {

namespace {

struct Delivering {
    Options options;
    SampleMail mail{options.size};
    std::size_t sent = 0;
    Latencies latencies = {};
};

Task<> deliverMany(Delivering* all, LmtpClient* client)
{
    const Options& options = all->options;
    std::string text;
    while (all->sent < options.messages) {
        const std::size_t number = all->sent++;
        const auto address = options.accountOf(number);
        all->mail.writeDotEnded(options.first + number, text);
        const auto begin = now();
        co_await client->deliver(address, text);
        all->latencies.add(secondsSince(begin));
    }
}

} // namespace

Task<Steps> deliver(Options options)
{
    Delivering all{.options = options};
    std::vector<std::unique_ptr<LmtpClient>> clients;
    for (std::size_t i = 0; i < options.connections; ++i) {
        auto client = co_await LmtpClient::open(options.lmtpPlace());
        clients.push_back(std::move(client));
    }
    std::vector<Task<>> tasks;
    for (auto& client : clients)
        tasks.push_back(deliverMany(&all, client.get()));

    const Stopwatch watch;
    co_await together(std::move(tasks));
    Step step = watch.stop(options.messages, 0);
    for (const auto& client : clients)
        step.checked += client->checked();
    step.latencies = std::move(all.latencies);
    co_return Steps{std::move(step)};
}

} // namespace postamt::load
