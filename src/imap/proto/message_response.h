#pragma once

#include "imap/proto/writer.h"

#include <cstdint>

namespace postamt::imap::proto {

/// Appends "* 23 EXISTS" (RFC 9051 section 7.4.1).
void formatExists(Writer& writer, std::uint32_t count);

/// Appends "* 5 RECENT" (RFC 3501 section 7.3.2).
void formatRecent(Writer& writer, std::uint32_t count);

/// Appends "* 44 EXPUNGE" (RFC 9051 section 7.5.1).
void formatExpunge(Writer& writer, std::uint32_t messageNumber);

/// Appends "* VANISHED 1:3", or with `earlier` "* VANISHED (EARLIER) 1:3" (RFC 7162
/// section 3.2.10). Nothing for an empty set.
void formatVanished(Writer& writer, const NumberSet& uids, bool earlier);

/// Appends "* FLAGS (...)" (RFC 9051 section 7.3.5).
template <class Strings>
void formatFlags(Writer& writer, const Strings& flags)
{
    writer.raw("* FLAGS ").list(flags).line();
}

} // namespace postamt::imap::proto
