#pragma once

#include "mail/mailbox.h"

#include <string_view>

namespace postamt::imap {

/// The attribute of a special use (RFC 6154 section 2): "\Sent"; empty for none.
std::string_view attributeOf(mail::SpecialUse use);

/// The special use of an attribute, in any case of letters; None if it is none of ours.
mail::SpecialUse specialUse(std::string_view attribute);

} // namespace postamt::imap
