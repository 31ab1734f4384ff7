#include "accounts/directory_check.h"

#include "accounts/address.h"
#include "accounts/app_password_use.h"
#include "accounts/directory_record.h"
#include "accounts/sign_in.h"
#include "accounts/visit.h"
#include "mail/keys.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace postamt::accounts {

namespace {

constexpr store::Partition partition(0);

/// The directory as it stands, all of it.
struct Picture {
    std::set<std::string> domains;
    std::map<std::string, AddressRecord> addresses;
    std::map<mail::AccountId, Account> accounts;
    std::set<mail::AccountId> credentials;
    std::map<mail::AccountId, std::vector<AppPassword>> appPasswords;
    std::set<mail::AccountId> erasures;
    mail::AccountId next{1};
    std::vector<std::string> findings;

    template <class T>
    std::optional<T> sound(std::string_view key, Result<T> parsed)
    {
        if (parsed)
            return std::move(*parsed);
        findings.push_back(fmt::format("{} (key {:?})", parsed.error().text, key));
        return std::nullopt;
    }

    void take(std::string_view key, std::string_view value);
    void compare();
    void compareAddress(const std::string& address, const AddressRecord& record);
    void compareAccount(const Account& account);
    void compareAppPasswords(mail::AccountId id, const std::vector<AppPassword>& passwords);
    void takeUse(std::string_view key, std::string_view value);
    void takeVisit(std::string_view key, std::string_view value);
    void takeSignIn(std::string_view key, std::string_view value);
};

void Picture::take(std::string_view key, std::string_view value)
{
    const std::string_view name = key.substr(1);
    switch (key.front()) {
    case 'd':
        domains.emplace(name);
        return;
    case 'a':
        if (auto record = sound(key, parseAddressRecord(value)))
            addresses.emplace(name, std::move(*record));
        return;
    case 'i':
        if (auto account = sound(key, parseAccount(accountInKey(key), value)))
            accounts.emplace(accountInKey(key), std::move(*account));
        return;
    case 'c':
        if (sound(key, parseCredentials(value)))
            credentials.insert(accountInKey(key));
        return;
    case 'p':
        if (auto passwords = sound(key, parseAppPasswords(value)))
            appPasswords.emplace(accountInKey(key), std::move(*passwords));
        return;
    case 'n':
        if (const auto id = sound(key, parseNextId(value)))
            next = *id;
        return;
    case 'x':
        erasures.insert(accountInKey(key));
        return;
    case 's':
        return;
    default:
        findings.push_back(fmt::format("the directory has an unknown key {:?}", key));
    }
}

void Picture::compareAddress(const std::string& address, const AddressRecord& record)
{
    const auto parsed = parseAddress(address);
    if (!parsed || !domains.contains(parsed->domain))
        findings.push_back(fmt::format("{} is of a domain that is not here", address));
    if (record.targets.empty())
        findings.push_back(fmt::format("{} leads nowhere", address));
    for (const auto id : record.targets) {
        const auto account = accounts.find(id);
        if (account == accounts.end())
            findings.push_back(
                fmt::format("{} leads to account {}, which is not here", address, id.value)
            );
        else if (record.kind == AddressRecord::Kind::Primary && account->second.address != address)
            findings.push_back(
                fmt::format("{} leads to the account of {}", address, account->second.address)
            );
    }
}

void Picture::compareAccount(const Account& account)
{
    const auto record = addresses.find(account.address);
    if (record == addresses.end() || record->second.kind != AddressRecord::Kind::Primary)
        findings.push_back(
            fmt::format("account {} has no address {}", account.id.value, account.address)
        );
    if (!credentials.contains(account.id))
        findings.push_back(fmt::format("{} has no password", account.address));
    if (account.id >= next)
        findings.push_back(
            fmt::format("the number of {} may be given a second time", account.address)
        );
}

void Picture::compareAppPasswords(mail::AccountId id, const std::vector<AppPassword>& passwords)
{
    if (!accounts.contains(id))
        findings.push_back(
            fmt::format("there are app passwords of account {}, which is not here", id.value)
        );
    std::set<std::string_view> labels;
    for (const auto& password : passwords) {
        if (!labels.insert(password.label).second)
            findings.push_back(
                fmt::format("account {} has two app passwords {:?}", id.value, password.label)
            );
    }
}

/// A use of a password that is gone is nothing to complain about: it may be noted just when the
/// password is removed.
void Picture::takeUse(std::string_view key, std::string_view value)
{
    if (!isAppPasswordUseKey(key))
        findings.push_back(
            fmt::format("among the uses of app passwords is an unknown key {:?}", key)
        );
    else
        (void)sound(key, parseAppPasswordUse(value));
}

/// A visit to an account that is gone may be noted just when that is removed.
void Picture::takeVisit(std::string_view key, std::string_view value)
{
    if (!isVisitKey(key))
        findings.push_back(fmt::format("among the visits is an unknown key {:?}", key));
    else
        (void)sound(key, parseVisit(value));
}

/// Those of accounts that are gone let nobody in, and are swept when their time is over.
void Picture::takeSignIn(std::string_view key, std::string_view value)
{
    if (!accountInSignInKey(key))
        findings.push_back(fmt::format("among the sign-ins is an unknown key {:?}", key));
    else
        (void)sound(key, parseSignIn(value));
}

void Picture::compare()
{
    for (const auto& [address, record] : addresses)
        compareAddress(address, record);
    for (const auto& [id, account] : accounts)
        compareAccount(account);
    for (const auto& [id, passwords] : appPasswords)
        compareAppPasswords(id, passwords);
    for (const auto id : credentials) {
        if (!accounts.contains(id))
            findings.push_back(
                fmt::format("there is a password of account {}, which is not here", id.value)
            );
    }
}

} // namespace

Result<std::vector<std::string>> checkDirectory(store::Engine& engine)
{
    Picture picture;
    auto scanned = engine.scan(partition, {}, [&](std::string_view key, std::string_view value) {
        if (key.empty())
            picture.findings.emplace_back("the directory has an empty key");
        else
            picture.take(key, value);
        return true;
    });
    if (!scanned)
        return std::unexpected(scanned.error());
    scanned = engine.scan(appPasswordUses, {}, [&](std::string_view key, std::string_view value) {
        picture.takeUse(key, value);
        return true;
    });
    if (!scanned)
        return std::unexpected(scanned.error());
    scanned = engine.scan(visitsPartition, {}, [&](std::string_view key, std::string_view value) {
        picture.takeVisit(key, value);
        return true;
    });
    if (!scanned)
        return std::unexpected(scanned.error());
    scanned = engine.scan(signIns, {}, [&](std::string_view key, std::string_view value) {
        picture.takeSignIn(key, value);
        return true;
    });
    if (!scanned)
        return std::unexpected(scanned.error());
    picture.compare();
    std::vector<mail::AccountId> others;
    scanned = engine.partitions([&](store::Partition id, store::Version) {
        if (mail::keys::isAccount(id) && !picture.accounts.contains(id)
            && !picture.erasures.contains(id))
            others.push_back(id);
        return true;
    });
    for (const auto id : others) {
        // An erased account leaves an empty partition.
        if (!scanned)
            break;
        scanned = engine.scan(id, {}, [&](std::string_view, std::string_view) {
            picture.findings.push_back(
                fmt::format("there is mail of account {}, which is not here", id.value)
            );
            return false;
        });
    }
    if (!scanned)
        return std::unexpected(scanned.error());
    return std::move(picture.findings);
}

} // namespace postamt::accounts
