#pragma once

#include "base/result.h"
#include "base/task.h"

#include <string>
#include <string_view>

namespace postamt::imap {

class Session;

/// The name of the own mailbox that a client means by `given`, as it stands in a command:
/// normalised, and for what clients call the special folders (mail/usual_names.h) the name of that
/// folder. No [CANNOT] if it can be no name. Commands ask placeOf(), which also knows the mailboxes
/// of other users.
Result<std::string> meantMailbox(const Session& session, std::string_view given);

/// "* LIST ... NAME (OLDNAME (GIVEN))": tells a client of IMAP4rev2 the name of a mailbox it has
/// just named, perhaps otherwise (RFC 9051 section 6.3.9.7). Nothing of one that the user cannot
/// look up.
Task<> formatListOf(Session* session, std::string name, std::string given);

/// The same of a mailbox that the client has just removed: \NonExistent.
Task<> formatListOfGone(Session* session, std::string name, std::string given);

} // namespace postamt::imap
