#pragma once

#include "base/result.h"
#include "imap/proto/sequence_set.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// The conditions of a status response (RFC 9051 section 7.1).
enum class Condition { Ok, No, Bad, Bye, PreAuth };

/// Appends "TAG OK [CODE] text" and CRLF. `tag` is "*" for an untagged response; `code` is without
/// its brackets, or empty. Control characters and 8-bit in the text become "?"; an empty text
/// becomes "-", as the grammar demands one.
void formatStatus(
    std::string& out,
    std::string_view tag,
    Condition condition,
    std::string_view code,
    std::string_view text
);

/// Appends the status response that tells the client of an error. An internal error shows no text
/// of ours.
void formatError(std::string& out, std::string_view tag, const Error& error);

/// Appends "+ text" and CRLF: the server waits for more of the command (RFC 9051 section 7.6). The
/// text may be base64, or empty.
void formatContinuation(std::string& out, std::string_view text);

/// Response codes that carry values (without brackets); the others are written as they stand:
/// ALERT, CLOSED, NOMODSEQ, READ-ONLY, READ-WRITE, TRYCREATE, UIDNOTSTICKY, ...
namespace code {

/// "UIDVALIDITY 7" and the like: a name and a number.
std::string numbered(std::string_view name, std::uint64_t number);
/// RFC 4315: where the messages of APPEND are now.
std::string appendUid(std::uint32_t uidValidity, const NumberSet& uids);
/// RFC 4315: `from` and `to` are ascending and of the same size.
std::string copyUid(std::uint32_t uidValidity, const NumberSet& from, const NumberSet& to);
/// RFC 7162 section 3.1.3: the messages that STORE left as they were.
std::string modified(const NumberSet& set);
/// RFC 9738: a command has worked on so many messages and no more; the lowest UID among them.
std::string messageLimit(std::uint64_t messages, std::uint32_t lowestUid);
/// RFC 8474 section 4: what a mailbox is known by, whatever its name.
std::string mailboxId(std::string_view id);
/// RFC 9051 section 7.1: the charsets that SEARCH knows.
std::string badCharset();

} // namespace code

} // namespace postamt::imap::proto
