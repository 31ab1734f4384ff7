// SEARCH with any key, as often as asked for.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/search_hits.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

#include <fmt/format.h>

namespace postamt::load {

Task<Steps> search(Options options)
{
    const auto client = co_await loggedIn(options, 0);
    co_await client->select(options.mailbox);
    const auto command = fmt::format("UID SEARCH {}", options.key);
    Step step;
    for (std::size_t i = 0; i < options.repeat; ++i) {
        std::optional<std::uint64_t> hits;
        const ImapClient::Listener listener = [&hits](const Untagged& untagged) {
            if (const auto found = searchHits(untagged.piece.text))
                hits = found;
        };
        const Stopwatch watch;
        co_await client->run(command, listener);
        step.add(watch.stop(1, 2));
        if (!hits)
            giveUp("SEARCH: no answer", command);
        if (options.hits != Options::none && *hits != options.hits)
            giveUp(fmt::format("SEARCH: {} hits, {} expected", *hits, options.hits), options.key);
    }
    co_await client->logout();
    co_return Steps{step};
}

} // namespace postamt::load
