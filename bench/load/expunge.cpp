// EXPUNGE of every second message of a mailbox.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/stopwatch.h"
#include "load/told.h"
#include "load/workloads.h"

#include <fmt/format.h>

namespace postamt::load {

namespace {

/// A command that does not grow beyond what servers take in one line.
constexpr std::size_t uidsInCommand = 500;

Task<std::uint64_t> markEverySecond(ImapClient* client, std::vector<Told> messages)
{
    std::string set;
    std::uint64_t marked = 0;
    for (std::size_t i = 0; i < messages.size(); i += 2) {
        set += fmt::format("{}{}", set.empty() ? "" : ",", messages[i].uid);
        ++marked;
        if (marked % uidsInCommand == 0 || i + 2 >= messages.size()) {
            const auto command = fmt::format("UID STORE {} +FLAGS.SILENT (\\Deleted)", set);
            co_await client->run(command);
            set.clear();
        }
    }
    co_return marked;
}

} // namespace

Task<Steps> expungeHalf(Options options)
{
    const auto client = co_await loggedIn(options, 0);
    const auto selected = co_await client->select(options.mailbox);
    const auto messages = co_await tellAll(client.get());
    if (messages.size() != selected.exists)
        giveUp("EXPUNGE: SELECT and FETCH do not agree");
    const auto marked = co_await markEverySecond(client.get(), messages);

    std::uint64_t expunged = 0;
    const ImapClient::Listener listener = [&expunged](const Untagged& untagged) {
        expunged += numberOf(untagged.piece.text, "EXPUNGE") ? 1 : 0;
    };
    const Stopwatch watch;
    co_await client->run("EXPUNGE", listener);
    const Step step = watch.stop(marked, expunged + 1);
    if (expunged != marked)
        giveUp(fmt::format("EXPUNGE: {} told, {} marked", expunged, marked));
    const auto left = co_await client->select(options.mailbox);
    if (left.exists != selected.exists - marked)
        giveUp("EXPUNGE: another number of messages is left");
    co_return Steps{step};
}

} // namespace postamt::load
