#pragma once

#include "accounts/authenticator.h"
#include "imap/call.h"

#include <string>

namespace postamt::imap {

/// Opens the account of who has proved who they are, and gives the session to them.
Task<Result<Reply>> logIn(Session* session, accounts::AuthenticatedUser user);

/// Who is trying to log in; for AUTHENTICATE the user is not known yet.
accounts::LoginAttempt loginAttempt(Session& session, std::string user);

} // namespace postamt::imap
