// SELECT of one mailbox, again and again in one session.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

namespace postamt::load {

Task<Steps> select(Options options)
{
    const auto client = co_await loggedIn(options, 0);
    Selected first;
    Latencies latencies;
    const Stopwatch watch;
    for (std::size_t i = 0; i < options.repeat; ++i) {
        const auto begin = now();
        const auto selected = co_await client->select(options.mailbox);
        latencies.add(secondsSince(begin));
        if (i == 0)
            first = selected;
        if (selected.exists != first.exists || selected.uidValidity != first.uidValidity)
            giveUp("SELECT: not the same mailbox as before");
    }
    Step step = watch.stop(options.repeat, options.repeat);
    step.latencies = std::move(latencies);
    co_await client->logout();
    co_return Steps{std::move(step)};
}

} // namespace postamt::load
