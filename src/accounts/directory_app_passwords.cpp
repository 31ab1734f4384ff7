// The app passwords of the directory.
#include "accounts/directory.h"

#include <fmt/format.h>

#include <algorithm>

namespace postamt::accounts {

Result<>
Directory::addAppPassword(std::string_view address, AppPassword password, std::string_view letters)
{
    if (auto checked = checkAppPasswordLabel(password.label); !checked)
        return checked;
    password.created = clock_.seconds();
    if (password.isExpired(password.created))
        return bad("the expiry of an app password must be in the future");
    return change([&](store::Batch& batch) -> Result<> {
        const auto account = primary(fresh(), address);
        if (!account)
            return std::unexpected(account.error());
        auto all = appPasswordRecord(fresh(), account->id);
        if (!all)
            return std::unexpected(all.error());
        if (std::ranges::find(*all, password.label, &AppPassword::label) != all->end())
            return no(
                fmt::format("{} has an app password {:?} already", account->address, password.label),
                "ALREADYEXISTS"
            );
        if (all->size() >= maxAppPasswords)
            return no(
                fmt::format(
                    "{} has {} app passwords, more are not possible", account->address, all->size()
                ),
                "LIMIT"
            );
        password.hash = hashAppPassword(account->id, letters);
        all->push_back(password);
        auto key = appPasswordsKey(account->id);
        batch.puts.push_back({.key = std::move(key), .value = formatAppPasswords(*all)});
        return {};
    });
}

Result<> Directory::removeAppPassword(std::string_view address, std::string_view label)
{
    mail::AccountId id;
    std::string hash;
    auto changed = change([&](store::Batch& batch) -> Result<> {
        const auto account = primary(fresh(), address);
        if (!account)
            return std::unexpected(account.error());
        id = account->id;
        auto all = appPasswordRecord(fresh(), id);
        if (!all)
            return std::unexpected(all.error());
        const auto found = std::ranges::find(*all, label, &AppPassword::label);
        if (found == all->end())
            return no(
                fmt::format("{} has no app password {:?}", account->address, label), "NONEXISTENT"
            );
        hash = found->hash;
        all->erase(found);
        auto key = appPasswordsKey(id);
        if (all->empty())
            batch.removes.push_back(std::move(key));
        else
            batch.puts.push_back({.key = std::move(key), .value = formatAppPasswords(*all)});
        return {};
    });
    if (!changed)
        return changed;
    // What is known of its use is worth nothing now; that it stays would do no harm.
    (void)uses_.forget(id, hash);
    return {};
}

} // namespace postamt::accounts
