#pragma once

#include <string>
#include <string_view>

namespace postamt::mime {

/// Whether rendered header texts may hold UTF-8 (after UTF8=ACCEPT or in IMAP4rev2 clients that
/// enabled it), or are pure ASCII with encoded words in place of what is not. Some clients show an
/// empty mailbox if they meet raw 8-bit bytes.
enum class Form { Ascii, Utf8 };

/// Appends an IMAP string (RFC 9051 section 4.3): quoted if it is not too long and has neither CR
/// nor LF, else a literal. NUL, which no IMAP string may hold, becomes a blank.
void appendImapString(std::string& out, std::string_view text);

/// A raw unfolded header text in the given form: asciiText, or UTF-8 that is always well-formed.
std::string headerText(std::string_view unfolded, Form form);

} // namespace postamt::mime
