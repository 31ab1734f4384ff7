// EXPUNGE of every second message of a mailbox.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/stopwatch.h"
#include "load/told.h"
#include "load/uid_command.h"
#include "load/workloads.h"

#include <fmt/format.h>

namespace postamt::load {

Task<Steps> expungeHalf(Options options)
{
    const auto client = co_await loggedIn(options, 0);
    const auto selected = co_await client->select(options.mailbox);
    const auto messages = co_await tellAll(client.get());
    if (messages.size() != selected.exists)
        giveUp("EXPUNGE: SELECT and FETCH do not agree");
    std::vector<std::uint32_t> uids;
    for (std::size_t i = 0; i < messages.size(); i += 2)
        uids.push_back(static_cast<std::uint32_t>(messages[i].uid));
    const std::uint64_t marked = uids.size();
    co_await runForAll(client.get(), "UID STORE {} +FLAGS.SILENT (\\Deleted)", std::move(uids));

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
