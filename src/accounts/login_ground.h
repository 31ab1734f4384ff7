#pragma once

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace postamt::accounts {

/// What a login is founded on: while it holds, so does the login.
struct LoginGround {
    /// The numbers are stored (docs/storage.md): only add.
    enum class Kind : std::uint8_t {
        Password = 0, ///< that of the account
        AppPassword = 1,
        Token = 2, ///< of an issuer of the settings
        Certificate = 3, ///< of the client, of a CA of the settings
    };

    Kind kind = Kind::Password;
    /// What tells it from others: a hash over the hash of the account's password, that of the app
    /// password, the name of the issuer.
    std::string mark = {};
    UnixSeconds ends = 0; ///< of a token or a certificate: it is good until then
    std::string label = {}; ///< of an app password: what the user calls it
};

} // namespace postamt::accounts
