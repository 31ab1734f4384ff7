#include "base/log.h"
#include "web/call.h"
#include "web/shape.h"

#include <utility>

namespace postamt::web {

namespace {

std::string onOrOff(bool isOn)
{
    return isOn ? "on" : "off";
}

/// The names are those of `postamt account set`.
std::string_view fetchedOf(const accounts::Account& account)
{
    switch (account.afterFetch()) {
    case accounts::AfterFetch::MarkRead:
        return "read";
    case accounts::AfterFetch::Archive:
        return "archive";
    case accounts::AfterFetch::Trash:
        return "trash";
    case accounts::AfterFetch::Keep:
        break;
    }
    return "keep";
}

std::string_view popOf(const accounts::Account& account)
{
    switch (account.popMode()) {
    case accounts::PopMode::All:
        return "all";
    case accounts::PopMode::FromNowOn:
        return "from-now-on";
    case accounts::PopMode::Classic:
        return "classic";
    case accounts::PopMode::Off:
        break;
    }
    return "off";
}

json::value popSinceOf(const accounts::Account& account)
{
    const auto since = account.popSince();
    return since ? json::value(*since) : json::value(nullptr);
}

json::object accessOf(const accounts::Account& account)
{
    return {
        {"imap",     account.permits(accounts::Protocol::Imap)},
        {"pop",      popOf(account)                           },
        {"fetched",  fetchedOf(account)                       },
        {"popSince", popSinceOf(account)                      },
    };
}

} // namespace

Task<Answer<accounts::Account>> setValues(const Call& call, accounts::Directory::Values values)
{
    for (const auto& [key, value] : values)
        log::info("web", "{} sets {} to {}", call.account().address, key, value);
    auto set = [&directory = call.parts.directory,
                id = call.account().id,
                address = call.account().address,
                values = std::move(values)]() -> Result<accounts::Account> {
        if (auto done = directory.setAccount(address, values); !done)
            return std::unexpected(done.error());
        auto account = directory.account(id);
        if (!account)
            return std::unexpected(account.error());
        if (!*account)
            return no("The account was removed", "NONEXISTENT");
        return std::move(**account);
    };
    auto account = co_await call.parts.workers.run(std::move(set));
    if (!account)
        co_return std::unexpected(problemOf(account.error()));
    co_return std::move(*account);
}

Task<Answer<Outcome>> showServers(Call call)
{
    json::array servers;
    for (const auto& server : call.parts.servers)
        servers.push_back(json::object{
            {"protocol", server.protocol},
            {"port",     server.port    },
            {"security", server.security},
        });
    Outcome outcome;
    outcome.fields = {
        {"host",             call.parts.settings->text("server.hostname")},
        {"user",             call.account().address                      },
        {"servers",          std::move(servers)                          },
        {"appPasswordsOnly", call.account().needsAppPassword()           },
    };
    co_return outcome;
}

Task<Answer<Outcome>> showAccess(Call call)
{
    Outcome outcome{.fields = accessOf(call.account())};
    co_return outcome;
}

Task<Answer<Outcome>> setAccess(Call call)
{
    accounts::Directory::Values values;
    if (const auto imap = flagIn(call.arguments, "imap"))
        values.emplace_back("imap", onOrOff(*imap));
    if (auto pop = textIn(call.arguments, "pop"))
        values.emplace_back("pop3", std::move(*pop));
    if (auto fetched = textIn(call.arguments, "fetched"))
        values.emplace_back("pop3.fetched", std::move(*fetched));
    const auto account = co_await setValues(call, std::move(values));
    if (!account)
        co_return std::unexpected(account.error());
    Outcome outcome{.fields = accessOf(*account)};
    co_return outcome;
}

} // namespace postamt::web
