#include "server/demo_service.h"

#include "cli/service_maker.h"
#include "mail/ingest.h"
#include "server/parts.h"
#include "server/sample_mail.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

#include <array>

namespace postamt::server {

namespace {

constexpr std::string_view domain = "example.test";

bool isFree(const std::string& listen, int port)
{
    using Tcp = boost::asio::ip::tcp;
    boost::system::error_code code;
    boost::asio::io_context context;
    const auto address = boost::asio::ip::make_address(listen, code);
    Tcp::acceptor probe(context);
    if (!code)
        probe.open(address.is_v6() ? Tcp::v6() : Tcp::v4(), code);
    if (!code)
        probe.set_option(Tcp::acceptor::reuse_address(true), code);
    if (!code)
        probe.bind(Tcp::endpoint(address, static_cast<std::uint16_t>(port)), code);
    if (!code)
        probe.listen(1, code);
    return !code;
}

/// Three syllables twice, easy to type on a telephone: some 28 bits, plenty behind a throttle.
std::string demoPassword(Random& random)
{
    static constexpr std::string_view consonants = "bdfgklmnprstvz";
    static constexpr std::string_view vowels = "aeiou";
    const auto bytes = random.bytes(12);
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto& letters = i % 2 == 0 ? consonants : vowels;
        if (i == 6)
            out += '-';
        out += letters[static_cast<unsigned char>(bytes[i]) % letters.size()];
    }
    return out;
}

Task<Result<>> put(Parts& parts, mail::AccountId id, SampleMessage sample)
{
    const auto account = co_await parts.mail.account(id);
    if (!account)
        co_return std::unexpected(account.error());
    auto body = store::makeBody(std::move(sample.bytes));
    auto message = co_await mail::ingest(&parts.workers, std::move(body), sample.date);
    if (!message)
        co_return std::unexpected(message.error());
    message->flags.flags = sample.flags;
    const mail::Plan plan = [&](mail::Draft& draft) -> Result<> {
        const auto mailbox = draft.state().mailbox(sample.mailbox);
        auto target
            = mailbox ? Result<mail::MailboxId>(mailbox->id) : draft.createMailbox(sample.mailbox);
        if (!target)
            return std::unexpected(target.error());
        draft.subscribe(sample.mailbox);
        const auto uid = draft.append(*target, *message);
        if (!uid)
            return std::unexpected(uid.error());
        return {};
    };
    co_return co_await (*account)->change(plan);
}

Task<Result<>> putAll(Parts& parts, mail::AccountId alice, mail::AccountId bob)
{
    auto samples = sampleMail(domain, parts.clock.seconds());
    for (auto& sample : samples) {
        const auto id = sample.user == "alice" ? alice : bob;
        const auto done = co_await put(parts, id, std::move(sample));
        if (!done)
            co_return done;
    }
    co_return Result<>();
}

Result<std::vector<DemoAccount>> fill(Parts& parts)
{
    std::vector<DemoAccount> accounts;
    std::vector<mail::AccountId> ids;
    for (const auto* user : {"alice", "bob"}) {
        const DemoAccount account{
            .address = fmt::format("{}@{}", user, domain), .password = demoPassword(parts.random)
        };
        const auto credentials = accounts::makeCredentials(account.password, parts.random);
        if (!credentials)
            return std::unexpected(credentials.error());
        const auto id
            = parts.directory.addAccount({.address = account.address, .credentials = *credentials});
        if (!id)
            return std::unexpected(id.error());
        ids.push_back(*id);
        accounts.push_back(account);
    }
    boost::asio::io_context context;
    Result<> filled = internal("the sample mail was not written");
    boost::asio::co_spawn(
        context,
        putAll(parts, ids[0], ids[1]),
        [&](std::exception_ptr failure, Result<> done) {
            if (!failure)
                filled = std::move(done);
        }
    );
    context.run();
    if (!filled)
        return std::unexpected(filled.error());
    return accounts;
}

struct TableRow {
    std::string_view use;
    std::string_view protocol;
    std::string_view protection;
    std::uint16_t port;
};

} // namespace

Result<int> freePorts(const std::string& listen, int first)
{
    for (int base = first; base <= cli::maxPortsFrom; base += 1000) {
        const auto settings
            = cli::settingsFor({.domain = std::string(domain), .portsFrom = base, .listen = listen}
            );
        if (!settings)
            return std::unexpected(settings.error());
        bool free = true;
        for (std::size_t i = 0; i < settings::table.size() && free; ++i) {
            const auto& row = settings::table[i];
            if (row.unit == SettingUnit::Port && row.section() != "relay")
                free = isFree(listen, static_cast<int>(std::get<std::int64_t>(settings->value(i))));
        }
        if (free)
            return base;
    }
    return no(fmt::format("there are no free ports from {} on; try another --ports-from", first));
}

Result<std::vector<DemoAccount>> makeDemo(
    const cli::ServiceFolder& folder,
    int portsFrom,
    const std::string& listen,
    cli::OpenEngine openEngine
)
{
    const cli::NewService service{
        .domain = std::string(domain),
        .hostname = "localhost",
        .portsFrom = portsFrom,
        .listen = listen
    };
    if (auto made = cli::makeService(folder, service, openEngine); !made)
        return std::unexpected(made.error());
    auto settings = folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    const auto parts = openParts(folder, std::move(*settings));
    if (!parts)
        return std::unexpected(parts.error());
    return fill(**parts);
}

std::string demoTable(
    const cli::ServiceFolder& folder,
    const Settings& settings,
    const std::vector<DemoAccount>& accounts
)
{
    const auto& host = settings.text("server.hostname");
    const auto rows = std::to_array<TableRow>({
        {"read mail", "IMAP", "SSL/TLS",  settings.port("imaps.port")      },
        {"",          "IMAP", "STARTTLS", settings.port("imap.port")       },
        {"or fetch",  "POP3", "SSL/TLS",  settings.port("pop3s.port")      },
        {"",          "POP3", "STARTTLS", settings.port("pop3.port")       },
        {"send mail", "SMTP", "SSL/TLS",  settings.port("submissions.port")},
        {"",          "SMTP", "STARTTLS", settings.port("submission.port") },
    });
    std::string out = "\nA mail service for trying out. Type this into your mail program:\n\n";
    out += fmt::format(
        "  {:<11}{:<10}{:<12}{:<8}{}\n", "", "protocol", "server", "port", "security"
    );
    for (const auto& row : rows)
        out += fmt::format(
            "  {:<11}{:<10}{:<12}{:<8}{}\n", row.use, row.protocol, host, row.port, row.protection
        );
    out += "\n";
    for (const auto& account : accounts)
        out += fmt::format("  user name  {:<22}password   {}\n", account.address, account.password);
    const auto authority = (folder.tls() / "ca.pem").string();
    out += fmt::format("  CA file    {}\n", authority);
    out += fmt::format("  settings   https://{}:{}/\n", host, settings.port("web.port"));
    out += fmt::format(
        "\n  mail from other servers arrives at port {} (SMTP) or {} (LMTP)\n\nTo try it:\n\n",
        settings.port("smtp.port"),
        settings.port("lmtp.port")
    );
    out += fmt::format(
        "  curl --cacert {} -u '{}:{}' imaps://{}:{}/INBOX?ALL\n",
        authority,
        accounts.front().address,
        accounts.front().password,
        host,
        settings.port("imaps.port")
    );
    return out;
}

} // namespace postamt::server
