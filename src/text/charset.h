#pragma once

#include <string>
#include <string_view>

namespace postamt::text {

/// Converts to UTF-8, always well-formed, lossy: what cannot be converted becomes U+FFFD.
/// `charset` is a MIME name in any case. As browsers do, ISO-8859-1 means windows-1252, GB2312
/// means GB18030. Without a name, for US-ASCII and for a name nobody knows the text is guessed
/// (fromUnknown).
std::string toUtf8(std::string_view bytes, std::string_view charset);

/// Text of an unknown charset: taken as UTF-8 if it is well-formed, else as windows-1252.
std::string fromUnknown(std::string_view bytes);

/// True if toUtf8 knows the charset by this name (IMAP: else NO [BADCHARSET]).
bool isKnownCharset(std::string_view charset);

} // namespace postamt::text
