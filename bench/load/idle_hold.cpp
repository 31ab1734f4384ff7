// Thousands of sessions in IDLE; on demand one message, and who is told of it.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/lmtp_client.h"
#include "load/open_files.h"
#include "load/sample_mail.h"
#include "load/standard_input.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace postamt::load {

namespace {

/// How many sessions are opened at a time.
constexpr std::size_t openers = 16;

/// How long sessions may be told of a message after its 250; some servers take half a second.
constexpr std::chrono::milliseconds listening{1000};

struct Hold {
    Options options;
    std::vector<std::unique_ptr<ImapClient>> clients;
    std::size_t next = 0; ///< the next one to be opened
    std::vector<std::size_t> told = {}; ///< sessions told of mail since it was cleared
    Moment lastTold = {};
};

Task<> openSome(Hold* hold)
{
    while (hold->next < hold->clients.size()) {
        const std::size_t index = hold->next++;
        auto client = co_await loggedIn(hold->options, index);
        co_await client->select(hold->options.mailbox);
        co_await client->idle();
        hold->clients[index] = std::move(client);
    }
}

/// Keeps listening until the program ends; therefore it shares what it needs.
Task<> listen(std::shared_ptr<Hold> hold, std::size_t index)
{
    for (;;) {
        const auto text = co_await hold->clients[index]->news();
        if (text.starts_with("* OK"))
            continue; // some servers show now and then that they are alive
        hold->told.push_back(index);
        hold->lastTold = now();
    }
}

void say(std::string_view line)
{
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

Task<> wake(Hold* hold, LmtpClient* courier, std::string text, std::size_t user)
{
    const auto account = hold->options.address(user);
    hold->told.clear();
    co_await courier->deliver(account, text);
    const auto delivered = now();
    co_await pause(listening);
    std::vector<bool> seen(hold->clients.size());
    std::size_t told = 0;
    std::size_t others = 0;
    for (const auto index : hold->told) {
        if (!seen[index])
            ++(hold->options.accountOf(index) == account ? told : others);
        seen[index] = true;
    }
    const std::chrono::duration<double, std::milli> latency
        = told + others > 0 ? hold->lastTold - delivered : Moment::duration::zero();
    say(fmt::format(
        "{{\"told\": {}, \"others\": {}, \"latency_ms\": {:.3f}}}", told, others, latency.count()
    ));
}

} // namespace

Task<Steps> idleHold(Options options)
{
    allowOpenFiles(options.connections + 100);
    const SampleMail mail(options.size);
    const auto courier = co_await LmtpClient::open(options.lmtpPlace());
    const auto hold = std::make_shared<Hold>();
    hold->options = options;
    hold->clients.resize(options.connections);
    std::vector<Task<>> opening;
    for (std::size_t i = 0; i < openers; ++i)
        opening.push_back(openSome(hold.get()));
    co_await together(std::move(opening));
    const Silence silence;
    say(fmt::format("{{\"ready\": {}}}", options.connections));

    std::vector<Task<>> listeners;
    for (std::size_t i = 0; i < hold->clients.size(); ++i)
        listeners.push_back(listen(hold, i));
    co_await inBackground(std::move(listeners));
    const auto executor = co_await boost::asio::this_coro::executor;
    StandardInput input(executor);
    std::string text;
    for (std::size_t number = options.first;; ++number) {
        auto line = co_await input.line();
        if (line == "quit")
            co_return Steps();
        std::string_view word = line;
        if (!word.starts_with("wake "))
            giveUp("expected \"wake N\" or \"quit\"", line);
        word.remove_prefix(5);
        mail.writeDotEnded(number, text);
        const auto user = takeNumber(word);
        co_await wake(hold.get(), courier.get(), text, user);
    }
}

} // namespace postamt::load
