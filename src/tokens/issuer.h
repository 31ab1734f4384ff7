#pragma once

#include "base/clock.h"
#include "base/oneshot.h"
#include "base/task.h"
#include "tokens/https_get.h"
#include "tokens/token_check.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace postamt::tokens {

struct IssuerSettings {
    TokenRules rules;
    /// Where the issuer's keys are (JWKS): a file of this machine, or a document to fetch.
    std::variant<std::filesystem::path, HttpsUrl> keys;
    FetchRules fetch = {};
    std::chrono::seconds keyLife{3600}; ///< after which the keys are read again
};

/// An issuer of tokens (OpenID Connect) and the keys it has published. The keys are read when they
/// are first needed, again after their life, and when a token names one that is not among them, but
/// at most once a minute, whatever clients send. Where they cannot be read, those of before stay
/// good for a day. Used from any thread.
class Issuer {
public:
    static constexpr UnixSeconds leastPause = 60;
    static constexpr UnixSeconds longestLife = 24 * 3600;

    /// The clock must outlive it.
    Issuer(const Clock& clock, IssuerSettings settings);
    Issuer(const Issuer&) = delete;
    Issuer& operator=(const Issuer&) = delete;

    /// See tokens::holderOf(). Temporary if there are no keys to check it with.
    Task<Result<Holder>> holderOf(std::string token);

    const std::string& name() const { return settings_.rules.issuer; }

    /// How often the keys were read, or tried to be.
    std::size_t reads() const;

private:
    using Keys = std::shared_ptr<const KeySet>;
    struct Loading;

    Result<Holder> holderBy(const Keys& known, std::string_view token) const;
    /// The keys as they are, or newer ones; none if there are none. `hasStranger`: a token names a
    /// key that is not among them.
    Task<Keys> keys(bool hasStranger);
    Task<Keys> load();
    /// Ends a load(): takes the keys, if there are some, and lets those go on who wait for it.
    void finish(Keys fresh);
    bool mayLoad(bool hasStranger) const;
    Keys current() const;

    const Clock& clock_;
    const IssuerSettings settings_;
    mutable std::mutex mutex_; ///< guards all that follows
    Keys keys_;
    UnixSeconds loaded_ = 0; ///< when keys_ were read
    std::optional<UnixSeconds> tried_; ///< when they were to be read last
    bool isLoading_ = false;
    std::vector<Oneshot<bool>> waiting_; ///< for the end of that
    std::size_t reads_ = 0;
};

} // namespace postamt::tokens
