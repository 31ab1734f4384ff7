#include "server/outgoing_mail.h"

#include "base/ascii.h"
#include "base/log.h"

#include <fstream>

namespace postamt::server {

namespace {

Result<std::string> firstLine(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::string line;
    if (!std::getline(stream, line) || trimmed(line).empty())
        return no(
            "relay.password_file: there is no password in the first line of " + file.string()
        );
    return std::string(trimmed(line));
}

net::TlsMode tlsOf(const Settings& settings)
{
    const auto& word = settings.text("relay.tls");
    if (word == "none")
        return net::TlsMode::None;
    return word == "implicit" ? net::TlsMode::Implicit : net::TlsMode::StartTls;
}

queue::QueueSettings queueSettings(const queue::SmartHost& host, const Settings& settings)
{
    queue::QueueSettings out;
    out.hostname = settings.text("server.hostname");
    out.server = host.host;
    out.client = queue::clientSettings(host, out.hostname);
    out.retry.first = std::chrono::seconds(settings.number("queue.first_retry"));
    out.retry.longest = std::chrono::seconds(settings.number("queue.longest_retry"));
    out.retry.giveUp = std::chrono::seconds(settings.number("queue.give_up"));
    return out;
}

} // namespace

Result<std::optional<queue::SmartHost>>
smartHostOf(const cli::ServiceFolder& folder, const Settings& settings)
{
    if (settings.text("relay.host").empty())
        return std::nullopt;
    queue::SmartHost host;
    host.host = settings.text("relay.host");
    host.port = settings.port("relay.port");
    host.tls = tlsOf(settings);
    if (const auto& file = settings.text("relay.ca_file"); !file.empty())
        host.caFile = folder.resolve(file);
    if (const auto& user = settings.text("relay.user"); !user.empty()) {
        auto password = firstLine(folder.resolve(settings.text("relay.password_file")));
        if (!password)
            return std::unexpected(password.error());
        host.login = sasl::ClientCredentials{user, std::move(*password)};
    }
    return host;
}

OutgoingMail::OutgoingMail(
    const Needs& needs, std::optional<queue::SmartHost> host, Executor executor
)
    : needs_(needs)
    , courier_(
          needs.directory,
          needs.mail,
          needs.workers,
          needs.clock,
          [&settings = needs.settings] { return settings.current()->quota; }
      )
{
    if (!host)
        return;
    auto settings = queueSettings(*host, needs.settings.current()->values);
    const queue::Parts parts{
        needs.engine,
        needs.workers,
        needs.clock,
        needs.random,
        courier_,
        queue::connectTo(std::move(*host)),
    };
    queue_ = std::make_unique<queue::Queue>(parts, std::move(settings), std::move(executor));
}

Result<> OutgoingMail::load()
{
    if (queue_)
        return queue_->load();
    const auto waiting = queue::Journal(needs_.engine).load();
    if (!waiting)
        return std::unexpected(waiting.error());
    if (!waiting->empty())
        log::warning(
            "server",
            "{} messages wait to be sent, but relay.host names no smart host",
            waiting->size()
        );
    return {};
}

void OutgoingMail::start()
{
    if (queue_)
        queue_->start();
}

Task<> OutgoingMail::stop(std::chrono::milliseconds grace)
{
    if (queue_)
        co_await queue_->stop(grace);
}

} // namespace postamt::server
