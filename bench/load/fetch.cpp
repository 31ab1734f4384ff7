// SELECT, then one UID FETCH of all messages with the items asked for.
#include "load/fetch_tally.h"
#include "load/imap_login.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

#include <fmt/format.h>

namespace postamt::load {

Task<Steps> fetch(Options options)
{
    const auto client = co_await loggedIn(options, 0);
    const auto selected = co_await client->select(options.mailbox);
    const auto command = fmt::format("UID FETCH 1:* ({})", options.items);
    Steps steps;
    for (std::size_t i = 0; i < options.repeat; ++i) {
        FetchTally tally(selected.exists);
        const ImapClient::Listener listener
            = [&tally](const Untagged& untagged) { tally.take(untagged); };
        const Stopwatch watch;
        co_await client->run(command, listener);
        steps.push_back(watch.stop(tally.count(), tally.count() + 1));
        tally.finish();
        if (options.repeat > 1)
            steps.back().name = std::to_string(i + 1);
    }
    co_await client->logout();
    co_return steps;
}

} // namespace postamt::load
