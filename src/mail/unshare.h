#pragma once

#include "base/result.h"
#include "mail/ids.h"
#include "store/engine.h"

namespace postamt::mail {

/// Before an account is erased: others have no rights of it in their ACLs any more, and do not look
/// for what it shared with them. Blocks. To be called while nothing has any account open. Calling it
/// again after an interruption goes on where it stopped.
Result<> unshare(store::Engine& engine, AccountId account);

} // namespace postamt::mail
