#pragma once

#include "accounts/account.h"
#include "base/clock.h"
#include "base/result.h"
#include "mail/ids.h"
#include "store/engine.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::accounts {

/// When an app password let somebody in.
struct AppPasswordUse {
    UnixSeconds time = 0;
    Protocol protocol = Protocol::Imap;
    std::string peer; ///< the network address as text; empty for a Unix socket

    bool operator==(const AppPasswordUse&) const = default;
};

/// The partition of the uses: one of its own, so that a login neither empties what is remembered of
/// the directory nor is in the way of its changes.
inline constexpr store::Partition appPasswordUses{(std::uint64_t{1} << 63) + 1};

// Its keys and values, as docs/storage.md describes them ("Keys of uses").

std::string appPasswordUseKey(mail::AccountId account, std::string_view hash);
/// True if it is a key that appPasswordUseKey() makes.
bool isAppPasswordUseKey(std::string_view key);

std::string formatAppPasswordUse(const AppPasswordUse& use);
/// Internal if the record is damaged.
Result<AppPasswordUse> parseAppPasswordUse(std::string_view bytes);

/// What is known of the last uses of app passwords. A use within the hour after one that was
/// written is not written. From any thread.
class AppPasswordUses {
public:
    static constexpr UnixSeconds interval = 60 * 60;

    explicit AppPasswordUses(store::Engine& engine) : engine_(engine) { }

    /// True if this use is worth a write(). Costs nothing but memory, of bounded size.
    bool note(mail::AccountId account, std::string_view hash, UnixSeconds time);

    /// Writes it, unless the store has one from within the hour before. It blocks: call it on a
    /// worker thread.
    Result<> write(mail::AccountId account, std::string_view hash, const AppPasswordUse& use);

    /// The last one that was written.
    Result<std::optional<AppPasswordUse>> last(mail::AccountId account, std::string_view hash);

    /// Removes what is known of a password that is gone. It blocks.
    Result<> forget(mail::AccountId account, std::string_view hash);

    /// The same for all passwords of an account.
    Result<> forget(mail::AccountId account);

private:
    static constexpr std::size_t limit = 100'000; ///< noted; beyond it all are forgotten

    /// Gives `key` this value, or none.
    Result<> put(const std::string& key, const std::optional<std::string>& value);

    store::Engine& engine_;
    std::mutex writing_; ///< one commit at a time
    std::mutex mutex_; ///< guards what follows
    std::map<std::string, UnixSeconds, std::less<>> noted_;
};

} // namespace postamt::accounts
