#include "accounts/directory.h"

#include "base/ascii.h"

#include <algorithm>

namespace postamt::accounts {

namespace {

constexpr store::Partition partition(0);

} // namespace

Directory::Directory(store::Engine& engine, const Clock& clock, std::string separator)
    : engine_(engine), clock_(clock), separator_(std::move(separator)), cache_(engine), uses_(engine)
{
}

Directory::Get Directory::cached()
{
    return [this](std::string_view key) { return cache_.get(key); };
}

Directory::Get Directory::fresh()
{
    return [this](std::string_view key) { return engine_.get(partition, key); };
}

Result<std::optional<AddressRecord>>
Directory::addressRecord(const Get& get, std::string_view address)
{
    const auto bytes = get(addressKey(address));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (!*bytes)
        return std::nullopt;
    return parseAddressRecord(**bytes);
}

Result<std::optional<Account>> Directory::accountRecord(const Get& get, mail::AccountId id)
{
    const auto bytes = get(accountKey(id));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (!*bytes)
        return std::nullopt;
    return parseAccount(id, **bytes);
}

Result<std::vector<AppPassword>>
Directory::appPasswordRecord(const Get& get, mail::AccountId id)
{
    const auto bytes = get(appPasswordsKey(id));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (!*bytes)
        return std::vector<AppPassword>();
    return parseAppPasswords(**bytes);
}

std::optional<Address> Directory::withoutDetail(const Address& address) const
{
    const auto place = separator_.empty() ? std::string::npos : address.local.find(separator_, 1);
    if (place == std::string::npos)
        return std::nullopt;
    return Address{address.local.substr(0, place), address.domain};
}

std::string Directory::detailIn(std::string_view address) const
{
    // As written, not as compared: the detail may name a mailbox.
    auto local = address.substr(0, address.rfind('@'));
    if (local.size() >= 2 && local.front() == '"' && local.back() == '"')
        local = local.substr(1, local.size() - 2);
    const auto place = local.find(separator_, 1);
    return place == std::string_view::npos ? std::string()
                                           : std::string(local.substr(place + separator_.size()));
}

Result<std::vector<Recipient>>
Directory::recipientsOf(const AddressRecord& record, std::string_view detail)
{
    std::vector<Recipient> out;
    for (const auto id : record.targets) {
        auto found = account(id);
        if (!found)
            return std::unexpected(found.error());
        // An alias names an account that was just removed: the next read finds it gone from there.
        if (*found)
            out.push_back(
                {.account = id, .address = (*found)->address, .detail = std::string(detail)}
            );
    }
    return out;
}

Result<Resolution> Directory::resolve(std::string_view address)
{
    const auto parsed = parseAddress(address);
    if (!parsed)
        return std::unexpected(parsed.error());
    const auto domain = cache_.get(domainKey(parsed->domain));
    if (!domain)
        return std::unexpected(domain.error());
    Resolution out;
    if (!*domain)
        return out;
    out.outcome = Resolution::Outcome::UnknownUser;
    std::string detail;
    auto record = addressRecord(cached(), parsed->text());
    if (const auto base = withoutDetail(*parsed); record && !*record && base) {
        record = addressRecord(cached(), base->text());
        detail = detailIn(address);
    }
    if (!record)
        return std::unexpected(record.error());
    if (!*record)
        return out;
    auto recipients = recipientsOf(**record, detail);
    if (!recipients)
        return std::unexpected(recipients.error());
    out.recipients = std::move(*recipients);
    if (!out.recipients.empty())
        out.outcome = Resolution::Outcome::Local;
    return out;
}

Result<bool> Directory::leadsTo(std::string_view address, mail::AccountId account)
{
    const auto record = addressRecord(cached(), address);
    if (!record)
        return std::unexpected(record.error());
    return *record && std::ranges::find((*record)->targets, account) != (*record)->targets.end();
}

Result<bool> Directory::ownsAddress(mail::AccountId account, std::string_view address)
{
    const auto parsed = parseAddress(address);
    if (!parsed)
        return false;
    const auto record = addressRecord(cached(), parsed->text());
    if (!record)
        return std::unexpected(record.error());
    const auto base = withoutDetail(*parsed);
    return leadsTo(*record || !base ? parsed->text() : base->text(), account);
}

Result<std::optional<Account>> Directory::account(mail::AccountId id)
{
    return accountRecord(cached(), id);
}

Result<std::optional<Address>> Directory::addressOfUser(std::string_view user)
{
    std::string name(user);
    if (name.find('@') == std::string::npos) {
        const auto all = domains();
        if (!all)
            return std::unexpected(all.error());
        if (all->size() != 1)
            return std::nullopt;
        name += "@" + all->front();
    }
    auto parsed = parseAddress(name);
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}

Result<std::string> Directory::userForm(std::string_view user)
{
    const auto parsed = addressOfUser(user);
    if (!parsed)
        return std::unexpected(parsed.error());
    return *parsed ? (*parsed)->text() : lowered(user);
}

Result<std::optional<Account>> Directory::accountOfUser(std::string_view user)
{
    const auto address = addressOfUser(user);
    if (!address)
        return std::unexpected(address.error());
    const auto& parsed = *address;
    if (!parsed)
        return std::nullopt;
    const auto record = addressRecord(cached(), parsed->text());
    if (!record)
        return std::unexpected(record.error());
    if (!*record || (*record)->kind != AddressRecord::Kind::Primary || (*record)->targets.empty())
        return std::nullopt;
    return account((*record)->targets.front());
}

Result<std::optional<Credentials>> Directory::credentials(mail::AccountId id)
{
    const auto bytes = cache_.get(credentialsKey(id));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (!*bytes)
        return std::nullopt;
    return parseCredentials(**bytes);
}

Result<std::vector<AppPassword>> Directory::appPasswords(mail::AccountId id)
{
    return appPasswordRecord(cached(), id);
}

Result<std::vector<std::string>> Directory::domains()
{
    std::vector<std::string> out;
    const auto scanned = engine_.scan(
        partition,
        store::KeyRange::withPrefix("d"),
        [&](std::string_view key, std::string_view) {
            out.emplace_back(key.substr(1));
            return true;
        }
    );
    if (!scanned)
        return std::unexpected(scanned.error());
    return out;
}

Result<std::vector<Account>> Directory::accounts()
{
    std::vector<Account> out;
    Result<> parsed;
    const auto scanned = engine_.scan(
        partition,
        store::KeyRange::withPrefix("i"),
        [&](std::string_view key, std::string_view value) {
            auto account = parseAccount(accountInKey(key), value);
            if (!account)
                parsed = std::unexpected(account.error());
            else
                out.push_back(std::move(*account));
            return parsed.has_value();
        }
    );
    if (!scanned || !parsed)
        return std::unexpected(scanned ? parsed.error() : scanned.error());
    return out;
}

Result<std::vector<Alias>> Directory::aliases()
{
    std::vector<std::pair<std::string, AddressRecord>> found;
    Result<> parsed;
    const auto scanned = engine_.scan(
        partition,
        store::KeyRange::withPrefix("a"),
        [&](std::string_view key, std::string_view value) {
            auto record = parseAddressRecord(value);
            if (!record)
                parsed = std::unexpected(record.error());
            else if (record->kind == AddressRecord::Kind::Alias)
                found.emplace_back(key.substr(1), std::move(*record));
            return parsed.has_value();
        }
    );
    if (!scanned || !parsed)
        return std::unexpected(scanned ? parsed.error() : scanned.error());
    std::vector<Alias> out;
    for (const auto& [address, record] : found) {
        const auto recipients = recipientsOf(record, {});
        if (!recipients)
            return std::unexpected(recipients.error());
        Alias alias{.address = address, .targets = {}};
        for (const auto& recipient : *recipients)
            alias.targets.push_back(recipient.address);
        out.push_back(std::move(alias));
    }
    return out;
}

Result<std::vector<mail::AccountId>> Directory::erasures()
{
    std::vector<mail::AccountId> out;
    const auto scanned = engine_.scan(
        partition,
        store::KeyRange::withPrefix("x"),
        [&](std::string_view key, std::string_view) {
            out.push_back(accountInKey(key));
            return true;
        }
    );
    if (!scanned)
        return std::unexpected(scanned.error());
    return out;
}

} // namespace postamt::accounts
