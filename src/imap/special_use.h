#pragma once

#include "base/result.h"
#include "mail/mailbox.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

/// The attribute of a special use (RFC 6154 section 2, RFC 8457, RFC 9979): "\Sent"; empty for none.
std::string_view attributeOf(mail::SpecialUse use);

/// The special use of an attribute, in any case of letters; None if it is none of ours.
mail::SpecialUse specialUse(std::string_view attribute);

/// The one use that a client gives a mailbox, None for no names: CREATE (RFC 6154 section 3) and
/// /private/specialuse (section 5.4). No [USEATTR] for several, for unknown ones, and for those that
/// show messages of other mailboxes.
Result<mail::SpecialUse> grantedUse(const std::vector<std::string>& attributes);

} // namespace postamt::imap
