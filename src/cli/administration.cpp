#include "cli/administration.h"

#include "accounts/erasure.h"
#include "cli/activity.h"
#include "cli/app_passwords.h"
#include "cli/checking.h"
#include "cli/checkpoints.h"
#include "cli/time_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <future>
#include <limits>
#include <thread>

namespace postamt::cli {

namespace {

using Outcome = Result<std::string>;

/// Hashes as many passwords at a time as there are cores.
Result<std::vector<accounts::NewAccount>>
hashAll(const Administration& on, const std::vector<std::string>& addressesAndPasswords)
{
    const std::size_t width = std::max(1U, std::thread::hardware_concurrency());
    std::vector<accounts::NewAccount> out;
    std::vector<std::future<Result<accounts::Credentials>>> hashes;
    const auto& list = addressesAndPasswords;
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
        hashes.push_back(std::async(std::launch::async, [&on, &password = list[i + 1]] {
            return accounts::makeCredentials(password, on.random);
        }));
        if (hashes.size() < width && i + 3 < list.size())
            continue;
        for (auto& hash : hashes) {
            auto credentials = hash.get();
            const auto& address = list[2 * out.size()];
            if (!credentials)
                return bad(fmt::format("{}: {}", address, credentials.error().text));
            out.push_back({.address = address, .credentials = std::move(*credentials)});
        }
        hashes.clear();
    }
    return out;
}

/// Refuses before a slow hash what would be refused after it.
Result<> requireNew(const Administration& on, const std::string& address)
{
    const auto parsed = accounts::parseAddress(address);
    if (!parsed)
        return bad(fmt::format("\"{}\": {}", address, parsed.error().text));
    const auto existing = on.directory.accountOfUser(parsed->text());
    if (!existing)
        return std::unexpected(existing.error());
    if (*existing)
        return no(fmt::format("{} is an account already", parsed->text()));
    return {};
}

Outcome addAccount(const Administration& on, const Request& request)
{
    const auto& address = request.arguments.at(0);
    if (auto isNew = requireNew(on, address); !isNew)
        return std::unexpected(isNew.error());
    auto credentials = accounts::makeCredentials(request.secret, on.random);
    if (!credentials)
        return std::unexpected(credentials.error());
    const auto id = on.directory.addAccount({.address = address, .credentials = *credentials});
    if (!id)
        return std::unexpected(id.error());
    return fmt::format("Added {}.", address);
}

Outcome importAccounts(const Administration& on, const Request& request)
{
    const auto& list = request.arguments;
    if (list.size() % 2 != 0)
        return bad("account import wants pairs of address and password");
    for (std::size_t i = 0; i < list.size(); i += 2) {
        if (auto isNew = requireNew(on, list[i]); !isNew)
            return std::unexpected(isNew.error());
    }
    const auto accounts = hashAll(on, list);
    if (!accounts)
        return std::unexpected(accounts.error());
    const auto added = on.directory.addAccounts(*accounts);
    if (!added)
        return std::unexpected(added.error());
    return std::string();
}

Outcome listAccounts(const Administration& on, const Request&)
{
    auto accounts = on.directory.accounts();
    if (!accounts)
        return std::unexpected(accounts.error());
    std::ranges::sort(*accounts, {}, &accounts::Account::address);
    std::string out;
    for (const auto& account : *accounts) {
        out += account.address;
        for (const auto& [key, value] : account.values) {
            if (key != accounts::popSinceKey)
                out += fmt::format(" {}={}", key, value);
        }
        if (const auto since = account.popSince())
            out += fmt::format(" {}={}", accounts::popSinceKey, formatTime(*since));
        out += '\n';
    }
    return out;
}

Outcome removeAccount(const Administration& on, const Request& request)
{
    const auto id = on.directory.removeAccount(request.arguments.at(0));
    if (!id)
        return std::unexpected(id.error());
    if (on.isLive)
        return std::string("Its mail is erased when the service starts next.");
    if (auto erased = accounts::eraseRemoved(on.engine, on.directory); !erased)
        return std::unexpected(erased.error());
    return std::string();
}

Outcome setAccount(const Administration& on, const Request& request)
{
    const auto& address = request.arguments.at(0);
    auto set = on.directory.setAccount(address, request.arguments.at(1), request.arguments.at(2));
    if (!set)
        return std::unexpected(set.error());
    return std::string();
}

Outcome setPassword(const Administration& on, const Request& request)
{
    auto credentials = accounts::makeCredentials(request.secret, on.random);
    if (!credentials)
        return std::unexpected(credentials.error());
    auto set = on.directory.setCredentials(request.arguments.at(0), *credentials);
    if (!set)
        return std::unexpected(set.error());
    return std::string();
}

Outcome addAlias(const Administration& on, const Request& request)
{
    const auto targets = std::span(request.arguments).subspan(1);
    auto added = on.directory.addAlias(request.arguments.at(0), targets);
    if (!added)
        return std::unexpected(added.error());
    return std::string();
}

Outcome listAliases(const Administration& on, const Request&)
{
    const auto aliases = on.directory.aliases();
    if (!aliases)
        return std::unexpected(aliases.error());
    std::string out;
    for (const auto& alias : *aliases)
        out += fmt::format("{} -> {}\n", alias.address, fmt::join(alias.targets, ", "));
    return out;
}

Outcome removeAlias(const Administration& on, const Request& request)
{
    auto removed = on.directory.removeAlias(request.arguments.at(0));
    if (!removed)
        return std::unexpected(removed.error());
    return std::string();
}

Outcome addDomain(const Administration& on, const Request& request)
{
    auto added = on.directory.addDomain(request.arguments.at(0));
    if (!added)
        return std::unexpected(added.error());
    return std::string();
}

Outcome listDomains(const Administration& on, const Request&)
{
    const auto domains = on.directory.domains();
    if (!domains)
        return std::unexpected(domains.error());
    return fmt::format("{}\n", fmt::join(*domains, "\n"));
}

Outcome removeDomain(const Administration& on, const Request& request)
{
    auto removed = on.directory.removeDomain(request.arguments.at(0));
    if (!removed)
        return std::unexpected(removed.error());
    return std::string();
}

Outcome check(const Administration& on, const Request&)
{
    const auto findings = checkService(on.engine);
    if (!findings)
        return std::unexpected(findings.error());
    std::string out;
    for (const auto& finding : *findings)
        out += finding + '\n';
    return out;
}

/// For backup: gives the folder, which the asker removes.
Outcome checkpoint(const Administration& on, const Request&)
{
    const auto folder = makeCheckpoint(on.engine, on.checkpoints, on.random);
    if (!folder)
        return std::unexpected(folder.error());
    return folder->string();
}

struct Operation {
    std::string_view verb;
    std::size_t least; ///< arguments
    std::size_t most;
    Outcome (*perform)(const Administration& on, const Request& request);
};

constexpr auto any = std::numeric_limits<std::size_t>::max();

constexpr auto operations = std::to_array<Operation>({
    {"account activity", 1, 2,   showActivity  },
    {"account add",      1, 1,   addAccount    },
    {"account import",   2, any, importAccounts},
    {"account list",     0, 0,   listAccounts  },
    {"account password", 1, 1,   setPassword   },
    {"account password add",    2, 4, addAppPassword   },
    {"account password list",   1, 1, listAppPasswords },
    {"account password remove", 2, 2, removeAppPassword},
    {"account remove",   1, 1,   removeAccount },
    {"account set",      3, 3,   setAccount    },
    {"alias add",        2, any, addAlias      },
    {"alias list",       0, 0,   listAliases   },
    {"alias remove",     1, 1,   removeAlias   },
    {"check",            0, 0,   check         },
    {"checkpoint",       0, 0,   checkpoint    },
    {"domain add",       1, 1,   addDomain     },
    {"domain list",      0, 0,   listDomains   },
    {"domain remove",    1, 1,   removeDomain  },
});

} // namespace

Result<std::string> perform(const Administration& administration, const Request& request)
{
    const auto found = std::ranges::find(operations, request.verb, &Operation::verb);
    if (found == operations.end())
        return bad(fmt::format("the service does not know \"{}\"", request.verb));
    const auto count = request.arguments.size();
    if (count < found->least || count > found->most)
        return bad(fmt::format("\"{}\" has another number of arguments", request.verb));
    return found->perform(administration, request);
}

} // namespace postamt::cli
