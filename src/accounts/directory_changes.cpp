#include "accounts/directory.h"
#include "base/fault_point.h"
#include "store/commit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postamt::accounts {

namespace {

constexpr store::Partition partition(0);

/// How often a change is tried anew because another one was committed meanwhile.
constexpr int maxConflicts = 20;

void put(store::Batch& batch, std::string key, std::string value)
{
    batch.puts.push_back({.key = std::move(key), .value = std::move(value)});
}

/// The accounts whose records a batch changes.
std::set<mail::AccountId> accountsIn(const store::Batch& batch)
{
    std::set<mail::AccountId> out;
    const auto take = [&](std::string_view key) {
        const auto id = accountInKey(key);
        if (key == accountKey(id) || key == credentialsKey(id) || key == appPasswordsKey(id))
            out.insert(id);
    };
    for (const auto& change : batch.puts)
        take(change.key);
    for (const auto& key : batch.removes)
        take(key);
    return out;
}

/// The value that a batch is about to give a key, or null.
const std::string* stagedValue(const store::Batch& batch, std::string_view key)
{
    const auto found = std::ranges::find(batch.puts, key, &store::Batch::Put::key);
    return found == batch.puts.end() ? nullptr : &found->value;
}

} // namespace

void Directory::setWatcher(std::function<void(mail::AccountId account)> changed)
{
    watcher_ = std::move(changed);
}

Result<> Directory::change(const Build& build)
{
    std::set<mail::AccountId> touched;
    auto done = commit(build, touched);
    // Also where it failed: what was answered as temporary may have been done.
    for (const auto id : touched) {
        if (watcher_)
            watcher_(id);
    }
    return done;
}

Result<> Directory::commit(const Build& build, std::set<mail::AccountId>& touched)
{
    const std::lock_guard lock(changing_);
    for (int attempt = 0; attempt < maxConflicts; ++attempt) {
        const auto version = engine_.version(partition);
        if (!version)
            return std::unexpected(version.error());
        store::Batch batch;
        batch.partition = partition;
        batch.expected = *version;
        batch.next = version->next();
        if (auto built = build(batch); !built)
            return built;
        touched = accountsIn(batch);
        faultPoint("directory.planned");
        const auto committed = store::commitAndWait(engine_, std::move(batch));
        faultPoint("directory.committed");
        // The watcher empties the cache too, but perhaps not before the caller looks.
        cache_.clear();
        if (!committed)
            return std::unexpected(committed.error());
        if (*committed == store::Committed::Done)
            return {};
    }
    return temporary("the directory is being changed by others; try again");
}

Result<Account> Directory::primary(const Get& get, std::string_view address)
{
    const auto parsed = parseAddress(address);
    if (!parsed)
        return std::unexpected(parsed.error());
    const auto record = addressRecord(get, parsed->text());
    if (!record)
        return std::unexpected(record.error());
    if (!*record || (*record)->targets.empty())
        return no(fmt::format("there is no account {}", parsed->text()), "NONEXISTENT");
    if ((*record)->kind != AddressRecord::Kind::Primary)
        return no(fmt::format("{} is an alias, not an account", parsed->text()), "NONEXISTENT");
    auto account = accountRecord(get, (*record)->targets.front());
    if (!account)
        return std::unexpected(account.error());
    if (!*account)
        return internal(fmt::format("the account of {} is missing", parsed->text()));
    return std::move(**account);
}

Result<> Directory::requireFree(const Get& get, const Address& address)
{
    const auto domain = get(domainKey(address.domain));
    if (!domain)
        return std::unexpected(domain.error());
    if (!*domain)
        return no(
            fmt::format(
                "{} is not a domain of this service; add it first (postamt domain add)",
                address.domain
            ),
            "NONEXISTENT"
        );
    const auto record = addressRecord(get, address.text());
    if (!record)
        return std::unexpected(record.error());
    if (*record) {
        const bool alias = (*record)->kind == AddressRecord::Kind::Alias;
        const auto text
            = fmt::format("{} is {} already", address.text(), alias ? "an alias" : "an account");
        return no(text, "ALREADYEXISTS");
    }
    return {};
}

Result<> Directory::addDomain(std::string_view domain)
{
    auto name = normalDomain(domain);
    if (!name || name->starts_with('['))
        return bad(fmt::format("\"{}\" is not a domain name", domain));
    return change([&](store::Batch& batch) -> Result<> {
        const auto existing = engine_.get(partition, domainKey(*name));
        if (!existing)
            return std::unexpected(existing.error());
        if (*existing)
            return no(
                fmt::format("{} is a domain of this service already", *name), "ALREADYEXISTS"
            );
        put(batch, domainKey(*name), formatTime(clock_.seconds()));
        return {};
    });
}

Result<> Directory::removeDomain(std::string_view domain)
{
    auto name = normalDomain(domain);
    if (!name)
        return bad(fmt::format("\"{}\" is not a domain name", domain));
    return change([&](store::Batch& batch) -> Result<> {
        const auto existing = engine_.get(partition, domainKey(*name));
        if (!existing)
            return std::unexpected(existing.error());
        if (!*existing)
            return no(fmt::format("{} is not a domain of this service", *name), "NONEXISTENT");
        std::string used;
        const auto scanned = engine_.scan(
            partition,
            store::KeyRange::withPrefix("a"),
            [&](std::string_view key, std::string_view) {
                if (key.ends_with("@" + *name))
                    used = key.substr(1);
                return used.empty();
            }
        );
        if (!scanned)
            return scanned;
        if (!used.empty())
            return no(fmt::format("{} still has addresses, such as {}", *name, used));
        batch.removes.push_back(domainKey(*name));
        return {};
    });
}

Result<> Directory::stageAccount(store::Batch& batch, const NewAccount& account, mail::AccountId id)
{
    const auto address = parseAddress(account.address);
    if (!address)
        return bad(fmt::format("\"{}\": {}", account.address, address.error().text));
    if (auto free = requireFree(fresh(), *address); !free)
        return free;
    if (stagedValue(batch, addressKey(address->text())) != nullptr)
        return no(fmt::format("{} is given twice", address->text()));
    if (withoutDetail(*address))
        return no(fmt::format("an account's address has no \"{}\" in it", separator_));
    Account record{.id = id, .address = address->text(), .created = clock_.seconds(), .values = {}};
    for (const auto& [key, value] : account.values) {
        if (auto checked = checkAccountSetting(key, value); !checked)
            return checked;
        record.set(key, value, clock_.seconds());
    }
    put(batch,
        addressKey(record.address),
        formatAddress({.kind = AddressRecord::Kind::Primary, .targets = {id}}));
    put(batch, accountKey(id), formatAccount(record));
    put(batch, credentialsKey(id), formatCredentials(account.credentials));
    return {};
}

Result<> Directory::stagePostmaster(store::Batch& batch, const Address& address, mail::AccountId id)
{
    const auto key = addressKey(Address{"postmaster", address.domain}.text());
    const auto existing = engine_.get(partition, key);
    if (!existing)
        return std::unexpected(existing.error());
    if (!*existing && stagedValue(batch, key) == nullptr)
        put(batch, key, formatAddress({.kind = AddressRecord::Kind::Alias, .targets = {id}}));
    return {};
}

Result<std::vector<mail::AccountId>> Directory::addAccounts(std::span<const NewAccount> accounts)
{
    std::vector<mail::AccountId> ids;
    const auto changed = change([&](store::Batch& batch) -> Result<> {
        ids.clear();
        const auto bytes = engine_.get(partition, nextIdKey);
        if (!bytes)
            return std::unexpected(bytes.error());
        auto next = *bytes ? parseNextId(**bytes) : Result<mail::AccountId>(mail::AccountId(1));
        if (!next)
            return std::unexpected(next.error());
        for (const auto& account : accounts) {
            if (auto staged = stageAccount(batch, account, *next); !staged)
                return staged;
            ids.push_back(*next);
            *next = next->next();
        }
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            auto staged = stagePostmaster(batch, *parseAddress(accounts[i].address), ids[i]);
            if (!staged)
                return staged;
        }
        put(batch, std::string(nextIdKey), formatNextId(*next));
        return {};
    });
    if (!changed)
        return std::unexpected(changed.error());
    return ids;
}

Result<mail::AccountId> Directory::addAccount(const NewAccount& account)
{
    const auto ids = addAccounts(std::span(&account, 1));
    if (!ids)
        return std::unexpected(ids.error());
    return ids->front();
}

Result<mail::AccountId> Directory::removeAccount(std::string_view address)
{
    mail::AccountId id;
    const auto changed = change([&](store::Batch& batch) -> Result<> {
        const auto account = primary(fresh(), address);
        if (!account)
            return std::unexpected(account.error());
        id = account->id;
        Result<> parsed;
        const auto scanned = engine_.scan(
            partition,
            store::KeyRange::withPrefix("a"),
            [&](std::string_view key, std::string_view value) {
                auto record = parseAddressRecord(value);
                if (!record)
                    parsed = std::unexpected(record.error());
                else if (std::erase(record->targets, id) == 0)
                    return true;
                else if (record->targets.empty())
                    batch.removes.emplace_back(key);
                else
                    put(batch, std::string(key), formatAddress(*record));
                return parsed.has_value();
            }
        );
        if (!scanned || !parsed)
            return scanned ? parsed : scanned;
        batch.removes.push_back(accountKey(id));
        batch.removes.push_back(credentialsKey(id));
        batch.removes.push_back(appPasswordsKey(id));
        put(batch, erasureKey(id), formatTime(clock_.seconds()));
        return {};
    });
    if (!changed)
        return std::unexpected(changed.error());
    (void)uses_.forget(id); // worth nothing now; that it stays would do no harm
    (void)forgetVisits(engine_, id);
    return id;
}

Result<>
Directory::setAccount(std::string_view address, std::string_view key, std::string_view value)
{
    return setAccount(
        address,
        Values{
            {key, std::string(value)}
    }
    );
}

Result<> Directory::setAccount(std::string_view address, const Values& values)
{
    for (const auto& [key, value] : values) {
        if (auto checked = checkAccountSetting(key, value); !checked)
            return checked;
    }
    return change([&](store::Batch& batch) -> Result<> {
        auto account = primary(fresh(), address);
        if (!account)
            return std::unexpected(account.error());
        for (const auto& [key, value] : values)
            account->set(key, value, clock_.seconds());
        put(batch, accountKey(account->id), formatAccount(*account));
        return {};
    });
}

Result<> Directory::setCredentials(std::string_view address, const Credentials& credentials)
{
    return change([&](store::Batch& batch) -> Result<> {
        const auto account = primary(fresh(), address);
        if (!account)
            return std::unexpected(account.error());
        put(batch, credentialsKey(account->id), formatCredentials(credentials));
        return {};
    });
}

Result<> Directory::addAlias(std::string_view address, std::span<const std::string> targets)
{
    const auto parsed = parseAddress(address);
    if (!parsed)
        return bad(fmt::format("\"{}\": {}", address, parsed.error().text));
    if (targets.empty())
        return bad("an alias leads to at least one account");
    return change([&](store::Batch& batch) -> Result<> {
        auto existing = addressRecord(fresh(), parsed->text());
        if (!existing)
            return std::unexpected(existing.error());
        AddressRecord record{.kind = AddressRecord::Kind::Alias, .targets = {}};
        if (*existing && (*existing)->kind == AddressRecord::Kind::Alias)
            record = **existing;
        else if (auto free = requireFree(fresh(), *parsed); !free)
            return free;
        for (const auto& target : targets) {
            const auto account = primary(fresh(), target);
            if (!account)
                return std::unexpected(account.error());
            if (std::ranges::find(record.targets, account->id) == record.targets.end())
                record.targets.push_back(account->id);
        }
        put(batch, addressKey(parsed->text()), formatAddress(record));
        return {};
    });
}

Result<> Directory::removeAlias(std::string_view address)
{
    const auto parsed = parseAddress(address);
    if (!parsed)
        return bad(fmt::format("\"{}\": {}", address, parsed.error().text));
    return change([&](store::Batch& batch) -> Result<> {
        const auto record = addressRecord(fresh(), parsed->text());
        if (!record)
            return std::unexpected(record.error());
        if (!*record || (*record)->kind != AddressRecord::Kind::Alias)
            return no(fmt::format("there is no alias {}", parsed->text()), "NONEXISTENT");
        batch.removes.push_back(addressKey(parsed->text()));
        return {};
    });
}

Result<> Directory::finishErasure(mail::AccountId id)
{
    return change([&](store::Batch& batch) -> Result<> {
        batch.removes.push_back(erasureKey(id));
        return {};
    });
}

Result<std::string> Directory::secret(Random& random)
{
    const auto existing = cache_.get(secretKey);
    if (!existing)
        return std::unexpected(existing.error());
    if (*existing)
        return **existing;
    std::string out;
    const auto changed = change([&](store::Batch& batch) -> Result<> {
        const auto stored = engine_.get(partition, secretKey);
        if (!stored)
            return std::unexpected(stored.error());
        out = *stored ? **stored : random.bytes(32);
        put(batch, std::string(secretKey), out);
        return {};
    });
    if (!changed)
        return std::unexpected(changed.error());
    return out;
}

} // namespace postamt::accounts
