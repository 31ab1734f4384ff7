// How soon a client in IDLE hears of mail: from the 250 of LMTP to the EXISTS.
#include "load/failure.h"
#include "load/imap_login.h"
#include "load/lmtp_client.h"
#include "load/sample_mail.h"
#include "load/stopwatch.h"
#include "load/workloads.h"

#include <fmt/format.h>

namespace postamt::load {

namespace {

/// Between deliveries, so that each finds the session asleep.
constexpr std::chrono::milliseconds rest{5};

Task<> hear(ImapClient* client, std::uint64_t messages)
{
    for (;;) {
        const auto text = co_await client->news();
        const auto exists = numberOf(text, "EXISTS");
        if (exists == messages)
            co_return;
        if (exists)
            giveUp(fmt::format("IDLE: expected {} EXISTS", messages), text);
    }
}

} // namespace

Task<Steps> idleWake(Options options)
{
    const SampleMail mail(options.size);
    const auto account = options.accountOf(0);
    const auto courier = co_await LmtpClient::open(options.lmtpPlace());
    const auto client = co_await loggedIn(options, 0);
    const auto selected = co_await client->select(options.mailbox);
    co_await client->idle();

    Latencies latencies;
    std::string text;
    const Stopwatch watch;
    for (std::size_t i = 0; i < options.messages; ++i) {
        co_await pause(rest);
        mail.writeDotEnded(options.first + i, text);
        co_await courier->deliver(account, text);
        const auto delivered = now();
        co_await hear(client.get(), selected.exists + i + 1);
        latencies.add(secondsSince(delivered));
    }
    Step step = watch.stop(options.messages, options.messages + courier->checked());
    step.latencies = std::move(latencies);
    co_await client->done();
    co_await client->logout();
    co_return Steps{std::move(step)};
}

} // namespace postamt::load
