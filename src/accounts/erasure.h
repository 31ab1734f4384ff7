#pragma once

#include "accounts/directory.h"
#include "base/result.h"
#include "mail/ids.h"
#include "store/engine.h"

namespace postamt::accounts {

/// Removes every record of an account from its partition and gives up its blobs, in commits of
/// bounded size. Blocks. To be called while nothing has the account open. Calling it again after an
/// interruption goes on where it stopped.
Result<> eraseMail(store::Engine& engine, mail::AccountId id);

/// Erases the mail of all accounts that were removed from the directory, and what other accounts
/// have of them in their ACLs. To be called while nothing has any account open.
Result<> eraseRemoved(store::Engine& engine, Directory& directory);

} // namespace postamt::accounts
