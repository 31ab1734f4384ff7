#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace postamt::imap {

class Session;

/// The name of the mailbox that a client means by `given`, as it stands in a command: normalised,
/// and for what clients call the special folders (mail/usual_names.h) the name of that folder. No
/// [CANNOT] if it can be no name.
Result<std::string> meantMailbox(const Session& session, std::string_view given);

/// "* LIST ... NAME (OLDNAME (GIVEN))": tells a client of IMAP4rev2 the name of a mailbox it has
/// just named otherwise (RFC 9051 section 6.3.9.7).
void formatListOf(Session& session, const std::string& name, const std::string& given);

} // namespace postamt::imap
