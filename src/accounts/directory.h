#pragma once

#include "accounts/account.h"
#include "accounts/address.h"
#include "accounts/app_password.h"
#include "accounts/app_password_use.h"
#include "accounts/credentials.h"
#include "accounts/directory_record.h"
#include "accounts/record_cache.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "mail/ids.h"
#include "store/engine.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::accounts {

/// An account to which an address leads.
struct Recipient {
    mail::AccountId account;
    std::string address; ///< the primary address of the account
    std::string detail; ///< what stood behind the separator, as written: "Shop" of alice+Shop@

    bool operator==(const Recipient&) const = default;
};

/// What an address means here.
struct Resolution {
    enum class Outcome {
        Local, ///< `recipients` has at least one
        UnknownUser, ///< the domain is ours, the address is not
        UnknownDomain, ///< mail for another server
    };

    Outcome outcome = Outcome::UnknownDomain;
    std::vector<Recipient> recipients;
};

/// An address that leads to accounts of other addresses.
struct Alias {
    std::string address;
    std::vector<std::string> targets; ///< primary addresses

    bool operator==(const Alias&) const = default;
};

/// An account to be added.
struct NewAccount {
    std::string address;
    Credentials credentials;
    std::map<std::string, std::string, std::less<>> values = {};
};

/// Who there is: domains, addresses, accounts, aliases, credentials. It lives in partition 0 of the
/// store.
///
/// Reading is quick, from memory as a rule, and may be done from any thread. Changes wait until
/// they are durable and so block: make them on a worker thread. Faults: Bad for a malformed
/// argument, No with a text for people where something is not there or is there already, Temporary
/// when the store fails.
class Directory {
public:
    /// `separator` divides user and detail in an address; empty for no subaddresses. `engine` and
    /// `clock` must outlive the directory.
    Directory(store::Engine& engine, const Clock& clock, std::string separator = "+");

    /// Where it lives.
    store::Engine& engine() const { return engine_; }

    /// What the directory knows of the time.
    const Clock& clock() const { return clock_; }

    // Reading

    /// What an address means. Bad if it is not an address.
    Result<Resolution> resolve(std::string_view address);

    /// True if mail from this address is the account's own: its primary address, an alias that
    /// leads to it, or a subaddress of either. False for what is no address.
    Result<bool> ownsAddress(mail::AccountId account, std::string_view address);

    Result<std::optional<Account>> account(mail::AccountId id);

    /// The account of a user name: its primary address, or the part before the @ if there is one
    /// domain.
    Result<std::optional<Account>> accountOfUser(std::string_view user);

    /// A user name in the one form that all its spellings share, whether or not there is such an
    /// account; lower case of what cannot be one.
    Result<std::string> userForm(std::string_view user);

    Result<std::optional<Credentials>> credentials(mail::AccountId id);

    /// In the order of their making.
    Result<std::vector<AppPassword>> appPasswords(mail::AccountId id);

    /// When they were last used.
    AppPasswordUses& appPasswordUses() { return uses_; }

    /// In the order of their names.
    Result<std::vector<std::string>> domains();
    /// In the order of their making.
    Result<std::vector<Account>> accounts();
    /// In the order of their addresses.
    Result<std::vector<Alias>> aliases();

    /// 32 random bytes of this service, made once: what sasl wants for the salts of unknown users.
    Result<std::string> secret(Random& random);

    // Changes

    Result<> addDomain(std::string_view domain);
    /// No while addresses of the domain exist.
    Result<> removeDomain(std::string_view domain);

    /// All of them or none. The first account of a domain also gets its postmaster address as an
    /// alias (RFC 5321 section 4.5.1), unless that exists or is the account's own.
    Result<std::vector<mail::AccountId>> addAccounts(std::span<const NewAccount> accounts);
    Result<mail::AccountId> addAccount(const NewAccount& account);

    /// Takes the account out of the directory, and out of every alias; an alias that leads nowhere
    /// then goes too. The mail is erased later: see erasures().
    Result<mail::AccountId> removeAccount(std::string_view address);

    /// Sets a key of accountSettings(), see Account::set(); "default" unsets it.
    Result<> setAccount(std::string_view address, std::string_view key, std::string_view value);

    using Values = std::vector<std::pair<std::string_view, std::string>>;

    /// Sets several keys, all or none.
    Result<> setAccount(std::string_view address, const Values& values);

    Result<> setCredentials(std::string_view address, const Credentials& credentials);

    /// An app password is the letters of makeAppPassword(); `password.hash` and `created` are filled
    /// in. No if the account has one of this label, or as many as it may.
    Result<> addAppPassword(std::string_view address, AppPassword password, std::string_view letters);
    Result<> removeAppPassword(std::string_view address, std::string_view label);

    /// `changed` is called behind every change of what an account is or how one gets into it, on
    /// the thread of the change; it must not change the directory. One at a time, set while nothing
    /// is being changed; null for none.
    void setWatcher(std::function<void(mail::AccountId account)> changed);

    /// Makes an address lead to these accounts (primary addresses), beside those that it leads to
    /// already.
    Result<> addAlias(std::string_view address, std::span<const std::string> targets);
    Result<> removeAlias(std::string_view address);

    /// Accounts that were removed and whose mail is still to be erased; finishErasure() when it is.
    Result<std::vector<mail::AccountId>> erasures();
    Result<> finishErasure(mail::AccountId id);

private:
    using Build = std::function<Result<>(store::Batch& batch)>;

    /// Gets a record, from memory or, during a change, from the store itself.
    using Get = std::function<Result<std::optional<std::string>>(std::string_view key)>;

    /// Lets `build` fill a batch from what the store holds, and commits it; again if another was
    /// quicker.
    Result<> change(const Build& build);
    Result<> commit(const Build& build, std::set<mail::AccountId>& touched);
    Get cached();
    Get fresh();

    Result<std::optional<AddressRecord>> addressRecord(const Get& get, std::string_view address);
    Result<std::optional<Account>> accountRecord(const Get& get, mail::AccountId id);
    Result<std::vector<AppPassword>> appPasswordRecord(const Get& get, mail::AccountId id);
    /// The account that has this primary address; No if there is none.
    Result<Account> primary(const Get& get, std::string_view address);
    Result<> requireFree(const Get& get, const Address& address);
    Result<> stageAccount(store::Batch& batch, const NewAccount& account, mail::AccountId id);
    Result<> stagePostmaster(store::Batch& batch, const Address& address, mail::AccountId id);
    Result<std::vector<Recipient>>
    recipientsOf(const AddressRecord& record, std::string_view detail);
    /// The address that a user name means; nothing if it means none.
    Result<std::optional<Address>> addressOfUser(std::string_view user);
    Result<bool> leadsTo(std::string_view address, mail::AccountId account);
    /// The part of an address before the separator, and the detail behind it; nothing without one.
    std::optional<Address> withoutDetail(const Address& address) const;
    std::string detailIn(std::string_view address) const;

    store::Engine& engine_;
    const Clock& clock_;
    std::string separator_;
    RecordCache cache_;
    AppPasswordUses uses_;
    std::function<void(mail::AccountId account)> watcher_;
    std::mutex changing_; ///< one change at a time
};

} // namespace postamt::accounts
