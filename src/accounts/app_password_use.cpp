#include "accounts/app_password_use.h"

#include "accounts/app_password.h"
#include "base/bytes.h"
#include "store/commit.h"

#include <vector>

namespace postamt::accounts {

namespace {

constexpr char letter = 'u';
constexpr std::size_t keySize = 1 + 8 + appPasswordHashSize;
constexpr std::uint64_t format = 1; // the first number of a record

std::string keysOf(mail::AccountId account)
{
    std::string key(1, letter);
    putBigEndian(key, account.value);
    return key;
}

} // namespace

std::string appPasswordUseKey(mail::AccountId account, std::string_view hash)
{
    return keysOf(account) + std::string(hash);
}

bool isAppPasswordUseKey(std::string_view key)
{
    return key.size() == keySize && key.front() == letter;
}

std::string formatAppPasswordUse(const AppPasswordUse& use)
{
    RecordWriter writer;
    writer.number(format);
    writer.signedNumber(use.time);
    writer.number(static_cast<std::uint64_t>(use.protocol));
    writer.string(use.peer);
    return writer.take();
}

Result<AppPasswordUse> parseAppPasswordUse(std::string_view bytes)
{
    RecordReader reader(bytes);
    const auto readFormat = reader.number();
    AppPasswordUse use;
    use.time = reader.signedNumber();
    const auto protocol = reader.number();
    use.peer = reader.string();
    if (!reader.ok() || !reader.atEnd() || readFormat != format
        || protocol > static_cast<std::uint64_t>(Protocol::Smtp))
        return internal("the record of the use of an app password is damaged");
    use.protocol = static_cast<Protocol>(protocol);
    return use;
}

bool AppPasswordUses::note(mail::AccountId account, std::string_view hash, UnixSeconds time)
{
    auto key = appPasswordUseKey(account, hash);
    const std::lock_guard lock(mutex_);
    const auto found = noted_.find(key);
    // A clock that went back must not silence it.
    if (found != noted_.end() && time >= found->second && time - found->second < interval)
        return false;
    if (noted_.size() >= limit)
        noted_.clear();
    noted_.insert_or_assign(std::move(key), time);
    return true;
}

Result<> AppPasswordUses::put(const std::string& key, const std::optional<std::string>& value)
{
    // Others of this process wait for writing_; another process may still be quicker.
    for (;;) {
        const auto version = engine_.version(appPasswordUses);
        if (!version)
            return std::unexpected(version.error());
        store::Batch batch;
        batch.partition = appPasswordUses;
        batch.expected = *version;
        batch.next = version->next();
        if (value)
            batch.puts.push_back({.key = key, .value = *value});
        else
            batch.removes.push_back(key);
        const auto committed = store::commitAndWait(engine_, std::move(batch));
        if (!committed)
            return std::unexpected(committed.error());
        if (*committed == store::Committed::Done)
            return {};
    }
}

Result<> AppPasswordUses::write(
    mail::AccountId account, std::string_view hash, const AppPasswordUse& use
)
{
    const std::lock_guard lock(writing_);
    const auto before = last(account, hash);
    if (!before)
        return std::unexpected(before.error());
    if (*before && use.time >= (*before)->time && use.time - (*before)->time < interval)
        return {};
    return put(appPasswordUseKey(account, hash), formatAppPasswordUse(use));
}

Result<std::optional<AppPasswordUse>>
AppPasswordUses::last(mail::AccountId account, std::string_view hash)
{
    const auto bytes = engine_.get(appPasswordUses, appPasswordUseKey(account, hash));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (!*bytes)
        return std::nullopt;
    return parseAppPasswordUse(**bytes);
}

Result<> AppPasswordUses::forget(mail::AccountId account, std::string_view hash)
{
    const std::lock_guard lock(writing_);
    const auto before = last(account, hash);
    if (before && !*before)
        return {};
    return put(appPasswordUseKey(account, hash), std::nullopt);
}

Result<> AppPasswordUses::forget(mail::AccountId account)
{
    const std::lock_guard lock(writing_);
    std::vector<std::string> keys;
    const auto scanned = engine_.scan(
        appPasswordUses,
        store::KeyRange::withPrefix(keysOf(account)),
        [&](std::string_view key, std::string_view) {
            keys.emplace_back(key);
            return true;
        }
    );
    if (!scanned)
        return scanned;
    for (const auto& key : keys) {
        if (auto removed = put(key, std::nullopt); !removed)
            return removed;
    }
    return {};
}

} // namespace postamt::accounts
