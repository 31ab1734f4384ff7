// STORE of one message after another on many connections, or of all messages in one command.
#include "load/failure.h"
#include "load/fetch_tally.h"
#include "load/imap_login.h"
#include "load/stopwatch.h"
#include "load/told.h"
#include "load/workloads.h"

#include <fmt/format.h>

#include <iterator>

namespace postamt::load {

namespace {

struct Storing {
    double seconds = 0;
    Moment begin = {};
    std::uint64_t operations = 0;
    Latencies latencies = {};
};

/// Changes one message and wants to be told of the change.
Task<> toggle(ImapClient* client, Told* message, std::string* command)
{
    command->clear();
    fmt::format_to(
        std::back_inserter(*command),
        "UID STORE {} {}FLAGS (\\Flagged)",
        message->uid,
        message->isFlagged ? '-' : '+'
    );
    bool isTold = false;
    const ImapClient::Listener listener = [message, &isTold](const Untagged& untagged) {
        const auto text = untagged.piece.text;
        if (fetchNumber(text) > 0 && numberAfter(text, "UID ") == message->uid)
            isTold = text.contains("\\Flagged") != message->isFlagged;
    };
    co_await client->run(*command, listener);
    if (!isTold)
        giveUp("STORE: the change was not told", *command);
    message->isFlagged = !message->isFlagged;
}

/// Goes through its own messages, with a stride that meets them all, until the time is over.
Task<> toggleMany(Storing* all, ImapClient* client, std::vector<Told> messages)
{
    std::string command;
    std::size_t at = 0;
    while (secondsSince(all->begin) < all->seconds) {
        at = (at + 7919) % messages.size();
        const auto begin = now();
        co_await toggle(client, &messages[at], &command);
        all->latencies.add(secondsSince(begin));
        ++all->operations;
    }
}

/// Every `count`th message, so that connections on the same mailbox do not undo each other's work.
std::vector<Told> share(const std::vector<Told>& all, std::size_t index, std::size_t count)
{
    std::vector<Told> out;
    for (std::size_t i = index; i < all.size(); i += count)
        out.push_back(all[i]);
    if (out.empty())
        giveUp("STORE: the mailbox has fewer messages than connections");
    return out;
}

Task<Step> storeEverywhere(ImapClient* client, std::uint64_t messages, char sign)
{
    const auto command = fmt::format("STORE 1:* {}FLAGS (\\Flagged)", sign);
    FetchTally tally(messages);
    const ImapClient::Listener listener = [&tally, sign](const Untagged& untagged) {
        const auto text = untagged.piece.text;
        if (fetchNumber(text) > 0 && text.contains("\\Flagged") != (sign == '+'))
            giveUp("STORE: the flag is not as it was set", text);
        tally.take(untagged);
    };
    const Stopwatch watch;
    co_await client->run(command, listener);
    Step step = watch.stop(messages, messages + 1);
    step.name = sign == '+' ? "set" : "clear";
    tally.finish();
    co_return step;
}

} // namespace

Task<Steps> store(Options options)
{
    const auto clients = co_await allLoggedIn(options);
    Storing all{.seconds = options.seconds};
    std::vector<Task<>> tasks;
    const std::size_t sharers = options.user > 0 ? clients.size() : 1;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        co_await clients[i]->select(options.mailbox);
        const auto told = co_await tellAll(clients[i].get());
        const bool isShared = options.user > 0;
        tasks.push_back(toggleMany(&all, clients[i].get(), share(told, isShared ? i : 0, sharers)));
    }
    const auto before = checkedBy(clients);
    const Stopwatch watch;
    all.begin = now();
    co_await together(std::move(tasks));
    Step step = watch.stop(all.operations, checkedBy(clients) - before);
    step.latencies = std::move(all.latencies);
    co_return Steps{std::move(step)};
}

Task<Steps> storeAll(Options options)
{
    const auto client = co_await loggedIn(options, 0);
    const auto selected = co_await client->select(options.mailbox);
    // what is flagged already would not be told by every server
    co_await client->run("STORE 1:* -FLAGS.SILENT (\\Flagged)");
    Steps steps;
    for (const char sign : {'+', '-'}) {
        auto step = co_await storeEverywhere(client.get(), selected.exists, sign);
        steps.push_back(std::move(step));
    }
    co_return steps;
}

} // namespace postamt::load
