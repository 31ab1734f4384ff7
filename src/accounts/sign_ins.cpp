#include "accounts/sign_ins.h"

#include "store/commit.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postamt::accounts {

SignIns::SignIns(store::Engine& engine, const Clock& clock, Random& random)
    : engine_(engine), clock_(clock), random_(random)
{
}

Result<> SignIns::change(const Build& build)
{
    const std::lock_guard lock(changing_);
    // Others of this process wait; another process may still be quicker.
    for (;;) {
        const auto version = engine_.version(signIns);
        if (!version)
            return std::unexpected(version.error());
        store::Batch batch;
        batch.partition = signIns;
        batch.expected = *version;
        batch.next = version->next();
        if (auto built = build(batch); !built)
            return built;
        if (batch.puts.empty() && batch.removes.empty())
            return {};
        const auto committed = store::commitAndWait(engine_, std::move(batch));
        if (!committed)
            return std::unexpected(committed.error());
        if (*committed == store::Committed::Done)
            return {};
    }
}

Result<> SignIns::makeRoom(store::Batch& batch, mail::AccountId account)
{
    std::vector<std::pair<UnixSeconds, std::string>> kept; // by their making
    const auto now = clock_.seconds();
    const auto scanned = engine_.scan(
        signIns,
        store::KeyRange::withPrefix(signInKeys(account)),
        [&](std::string_view key, std::string_view value) {
            const auto signIn = parseSignIn(value);
            if (!signIn || signIn->expires <= now)
                batch.removes.emplace_back(key);
            else
                kept.emplace_back(signIn->created, key);
            return true;
        }
    );
    if (!scanned)
        return scanned;
    std::ranges::sort(kept);
    for (std::size_t i = 0; i + limit <= kept.size(); ++i)
        batch.removes.push_back(std::move(kept[i].second));
    return {};
}

Result<SignInToken>
SignIns::add(mail::AccountId account, std::string mark, std::chrono::seconds time)
{
    auto token = SignInToken::make(account, random_);
    const auto now = clock_.seconds();
    const SignIn signIn{.mark = std::move(mark), .created = now, .expires = now + time.count()};
    const auto changed = change([&](store::Batch& batch) {
        auto made = makeRoom(batch, account);
        if (made)
            batch.puts.push_back({.key = signInKey(token), .value = formatSignIn(signIn)});
        return made;
    });
    if (!changed)
        return std::unexpected(changed.error());
    return token;
}

Result<std::optional<SignIn>> SignIns::find(const SignInToken& token)
{
    const auto bytes = engine_.get(signIns, signInKey(token));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (!*bytes)
        return std::nullopt;
    auto signIn = parseSignIn(**bytes);
    if (!signIn)
        return std::unexpected(signIn.error());
    if (signIn->expires <= clock_.seconds())
        return std::nullopt;
    return std::move(*signIn);
}

Result<> SignIns::remove(const SignInToken& token)
{
    return change([&](store::Batch& batch) -> Result<> {
        batch.removes.push_back(signInKey(token));
        return {};
    });
}

Result<> SignIns::removeOthers(const SignInToken& token)
{
    const auto own = signInKey(token);
    return change([&](store::Batch& batch) {
        return engine_.scan(
            signIns,
            store::KeyRange::withPrefix(signInKeys(token.account)),
            [&](std::string_view key, std::string_view) {
                if (key != own)
                    batch.removes.emplace_back(key);
                return true;
            }
        );
    });
}

Result<> SignIns::sweep()
{
    const auto now = clock_.seconds();
    return change([&](store::Batch& batch) {
        return engine_.scan(signIns, {}, [&](std::string_view key, std::string_view value) {
            const auto signIn = parseSignIn(value);
            // A damaged one is left for `check` to tell of.
            if (signIn && signIn->expires <= now)
                batch.removes.emplace_back(key);
            return true;
        });
    });
}

} // namespace postamt::accounts
