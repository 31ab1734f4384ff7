// IMAP APPEND: one message a command on many connections, or all in one command (MULTIAPPEND).
#include "load/appending.h"
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/sample_mail.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

#include <fmt/format.h>

#include <iterator>

namespace postamt::load {

namespace {

/// Pieces of one MULTIAPPEND go out when they are as long as this.
constexpr std::size_t flushBytes = std::size_t{256} * 1024;

struct Appending {
    Options options;
    SampleMail mail{options.size};
    std::size_t sent = 0;
    Latencies latencies = {};
};

Task<> appendMany(Appending* all, ImapClient* client)
{
    std::string text;
    while (all->sent < all->options.messages) {
        const std::size_t number = all->options.first + all->sent++;
        all->mail.write(number, text);
        const auto begin = now();
        co_await appendMessage(client, all->options.mailbox, &text, ImapClient::Listener());
        all->latencies.add(secondsSince(begin));
    }
}

/// One command with all messages.
Task<> appendAll(const Appending* all, ImapClient* client)
{
    const Options& options = all->options;
    const bool waits = !client->has("LITERAL+");
    std::string command = fmt::format("APPEND \"{}\"", options.mailbox);
    std::string text;
    std::string out;
    for (std::size_t i = 0; i < options.messages; ++i) {
        all->mail.write(options.first + i, text);
        const auto header = fmt::format(" (\\Seen) {{{}{}}}", text.size(), waits ? "" : "+");
        if (i == 0) {
            command += header;
            co_await client->begin(command);
        } else {
            out.append(header).append("\r\n");
        }
        if (waits || out.size() >= flushBytes) {
            co_await client->send(out);
            out.clear();
        }
        if (waits)
            co_await client->goAhead();
        out += text;
    }
    out += "\r\n";
    co_await client->send(out);
    const auto reply = co_await client->end();
    checkAppended(reply);
}

} // namespace

Task<Steps> append(Options options)
{
    Appending all{.options = options};
    const auto clients = co_await allLoggedIn(options);
    for (const auto& client : clients)
        co_await client->capability();
    std::vector<Task<>> tasks;
    for (const auto& client : clients)
        tasks.push_back(appendMany(&all, client.get()));

    const auto before = checkedBy(clients);
    const Stopwatch watch;
    co_await together(std::move(tasks));
    Step step = watch.stop(options.messages, checkedBy(clients) - before);
    step.latencies = std::move(all.latencies);
    co_return Steps{std::move(step)};
}

Task<Steps> multiappend(Options options)
{
    const Appending all{.options = options};
    const auto client = co_await loggedIn(options, 0);
    co_await client->capability();
    if (!client->has("MULTIAPPEND"))
        giveUp("the server does not offer MULTIAPPEND");
    const auto before = client->checked();
    const Stopwatch watch;
    co_await appendAll(&all, client.get());
    co_return Steps{watch.stop(options.messages, client->checked() - before)};
}

} // namespace postamt::load
