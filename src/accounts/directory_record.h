#pragma once

#include "accounts/account.h"
#include "accounts/app_password.h"
#include "accounts/credentials.h"
#include "base/clock.h"
#include "base/result.h"
#include "mail/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::accounts {

// The keys and values of partition 0, as docs/storage.md describes them ("Directory keys"). Each
// format is the reverse of its parse; parse gives Internal for a damaged record.

std::string domainKey(std::string_view domain);
std::string addressKey(std::string_view address);
std::string accountKey(mail::AccountId id);
std::string credentialsKey(mail::AccountId id);
std::string appPasswordsKey(mail::AccountId id);
/// An account that was removed and whose mail is still to be erased.
std::string erasureKey(mail::AccountId id);

inline constexpr std::string_view nextIdKey = "n";
inline constexpr std::string_view secretKey = "s";

/// The account of a key of accountKey(), credentialsKey(), appPasswordsKey() or erasureKey().
mail::AccountId accountInKey(std::string_view key);

/// What an address means: the primary address of one account, or an alias of one or more.
struct AddressRecord {
    enum class Kind { Primary = 1, Alias = 2 };

    Kind kind = Kind::Primary;
    std::vector<mail::AccountId> targets;
};

std::string formatAddress(const AddressRecord& record);
Result<AddressRecord> parseAddressRecord(std::string_view bytes);

std::string formatAccount(const Account& account);
Result<Account> parseAccount(mail::AccountId id, std::string_view bytes);

std::string formatCredentials(const Credentials& credentials);
Result<Credentials> parseCredentials(std::string_view bytes);

/// All of one account, in the order of their making.
std::string formatAppPasswords(const std::vector<AppPassword>& passwords);
Result<std::vector<AppPassword>> parseAppPasswords(std::string_view bytes);

/// A domain, an erasure: when it was added.
std::string formatTime(UnixSeconds time);

std::string formatNextId(mail::AccountId id);
Result<mail::AccountId> parseNextId(std::string_view bytes);

} // namespace postamt::accounts
