#pragma once

#include "accounts/sign_in.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "mail/ids.h"
#include "store/engine.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace postamt::accounts {

/// The browsers in which users have signed in. Everything may wait for the disk: call it on worker
/// threads. Faults: Temporary when the store fails, Internal for a damaged record.
class SignIns {
public:
    /// How many an account may have; a further one ends the oldest.
    static constexpr std::size_t limit = 50;

    /// All must outlive it.
    SignIns(store::Engine& engine, const Clock& clock, Random& random);

    /// A new one, good for so long, unless the password becomes another.
    Result<SignInToken> add(mail::AccountId account, std::string mark, std::chrono::seconds time);

    /// Nothing if the token is none, or its time is over.
    Result<std::optional<SignIn>> find(const SignInToken& token);

    Result<> remove(const SignInToken& token);

    /// Removes all of an account but one.
    Result<> removeOthers(const SignInToken& token);

    /// Removes those whose time is over.
    Result<> sweep();

private:
    using Build = std::function<Result<>(store::Batch& batch)>;

    Result<> change(const Build& build);
    /// Stages the removal of those that are over and of the oldest, until there is room for one.
    Result<> makeRoom(store::Batch& batch, mail::AccountId account);

    store::Engine& engine_;
    const Clock& clock_;
    Random& random_;
    std::mutex changing_; ///< one change at a time
};

} // namespace postamt::accounts
