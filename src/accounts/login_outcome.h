#pragma once

#include "accounts/account.h"
#include "base/result.h"

#include <cstdint>
#include <string_view>

namespace postamt::accounts {

/// How an attempt to log in came out. The numbers are stored (docs/storage.md): only add.
enum class LoginOutcome : std::uint8_t {
    LetIn = 0,
    WrongPassword = 1,
    WrongName = 2, ///< an alias or a subaddress of the account in place of its address
    Banned = 3, ///< too many wrong passwords from that network
    ProofRefused = 4, ///< a token or a certificate that does not let in
    TooManyConnections = 5,
    AccountRemoved = 6,
    AccountOff = 7,
    ProtocolOff = 8,
    PasswordChanged = 9, ///< while the login was under way, or since
    AppPasswordNeeded = 10, ///< where the password of the account was given
    AppPasswordRemoved = 11,
    AppPasswordExpired = 12,
    AppPasswordElsewhere = 13, ///< one that is for other protocols
    IssuerGone = 14, ///< of the token
    TokenExpired = 15,
    CertificatesOff = 16,
    CertificateExpired = 17,
    Count_,
};

/// What the client is told. Only who has shown the right password, token or certificate is told
/// anything but the generic text. Not for LetIn.
Error refusal(LoginOutcome outcome, Protocol protocol);

} // namespace postamt::accounts
