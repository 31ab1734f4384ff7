#pragma once

#include "accounts/account.h"
#include "accounts/sign_in.h"
#include "base/task.h"
#include "web/json.h"
#include "web/parts.h"
#include "web/problem.h"

#include <optional>
#include <string>

namespace postamt::web {

/// Who asks, shown by the sign-in whose cookie came with the request.
struct Caller {
    accounts::Account account;
    accounts::SignInToken token;
    UnixSeconds expires = 0; ///< of the sign-in
};

/// A call of the API being run: what its function gets. Shape, session and CSRF token were looked
/// at before.
struct Call {
    const Parts& parts;
    json::object arguments; ///< of the shape that the call asks for
    std::optional<Caller> caller; ///< there if the call needs one
    std::string peer; ///< the client's network address

    const accounts::Account& account() const { return caller->account; }
};

/// What a call gives.
struct Outcome {
    json::object fields; ///< of the shape that the call gives
    /// What happens to the cookie of the sign-in: this token becomes it, or it goes.
    std::optional<accounts::SignInToken> signedIn = {};
    bool signedOut = false;
};

// The calls, in files by subject. `Call` is taken by value: it lives as long as the task.

Task<Answer<Outcome>> signIn(Call call);
Task<Answer<Outcome>> signOut(Call call);
Task<Answer<Outcome>> showSession(Call call);

Task<Answer<Outcome>> showServers(Call call);
Task<Answer<Outcome>> showAccess(Call call);
Task<Answer<Outcome>> setAccess(Call call);

Task<Answer<Outcome>> setProfile(Call call);
Task<Answer<Outcome>> changePassword(Call call);

Task<Answer<Outcome>> listAppPasswords(Call call);
Task<Answer<Outcome>> addAppPassword(Call call);
Task<Answer<Outcome>> removeAppPassword(Call call);

/// What signIn(), showSession() and others say of who is signed in.
json::object sessionFields(const Caller& caller);

/// Sets what may be set for the account of the caller, and gives the account as it is then.
Task<Answer<accounts::Account>> setValues(const Call& call, accounts::Directory::Values values);

} // namespace postamt::web
