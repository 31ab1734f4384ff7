#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "mail/ids.h"
#include "store/batch.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::accounts {

/// A browser in which somebody has signed in to the settings page. What it holds is a token; of
/// this only a hash is kept.
struct SignIn {
    std::string mark; ///< passwordMark() of the password that was given; void with another one
    UnixSeconds created = 0;
    UnixSeconds expires = 0;

    bool operator==(const SignIn&) const = default;
};

/// What a browser holds: 256 random bits, and whose they are, so that they are looked for among
/// those of one account only.
struct SignInToken {
    mail::AccountId account;
    std::string secret; ///< 32 bytes

    static SignInToken make(mail::AccountId account, Random& random);

    /// The reverse of text(); nothing for anything else.
    static std::optional<SignInToken> parse(std::string_view text);

    /// "7-0123...": fit for a cookie.
    std::string text() const;

    /// What a page must say with every change, so that no other site can have a browser say it:
    /// made of the secret, which it does not tell.
    std::string csrf() const;
};

/// The partition of the sign-ins: one of its own, so that they do not empty what is remembered of
/// the directory.
inline constexpr store::Partition signIns{(std::uint64_t{1} << 63) + 2};

// Its keys and values, as docs/storage.md describes them ("Keys of sign-ins").

/// BLAKE2b-256 over account and secret. It need not be slow: there is nothing to guess.
std::string signInKey(const SignInToken& token);
/// What the keys of an account begin with.
std::string signInKeys(mail::AccountId account);
/// Whose a key is; nothing if it is none of signInKey().
std::optional<mail::AccountId> accountInSignInKey(std::string_view key);

std::string formatSignIn(const SignIn& signIn);
/// Internal if the record is damaged.
Result<SignIn> parseSignIn(std::string_view bytes);

} // namespace postamt::accounts
