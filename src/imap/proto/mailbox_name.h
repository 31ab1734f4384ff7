#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// What separates the levels of a mailbox name.
inline constexpr char hierarchySeparator = '/';

/// The longest mailbox name, in bytes of UTF-8.
inline constexpr std::size_t maxMailboxName = 1000;

/// The greatest number of levels in a mailbox name.
inline constexpr std::size_t maxMailboxLevels = 32;

/// Modified UTF-7 (RFC 3501 section 5.1.3) to UTF-8. Strict: nothing if the text is not what
/// encodeModifiedUtf7() makes of some UTF-8.
std::optional<std::string> decodeModifiedUtf7(std::string_view text);

/// UTF-8 to modified UTF-7. Bytes that are no UTF-8 become U+FFFD.
std::string encodeModifiedUtf7(std::string_view utf8);

/// The name under which a mailbox is kept: the first level, if it is INBOX in any letter case, in
/// upper case (RFC 9051 section 5.1).
std::string canonicalMailboxName(std::string_view utf8);

/// Whether a mailbox may be created under this name: UTF-8 of 1 to maxMailboxName bytes without
/// control characters and without "%" and "*", of at most maxMailboxLevels levels, none empty. The
/// error is a No with code CANNOT and says what is wrong.
Result<> checkMailboxName(std::string_view utf8);

} // namespace postamt::imap::proto
