#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::mime {

/// Content-Transfer-Encoding (RFC 2045 section 6). Stored as a number, so never renumber.
enum class Encoding : std::uint8_t {
    SevenBit = 0,
    EightBit = 1,
    Binary = 2,
    QuotedPrintable = 3,
    Base64 = 4,
    Unknown = 5, ///< x-uuencode and the like: not decoded
};

/// From the value of the field. Absent or empty is 7bit; comments and blanks around are ignored.
Encoding parseEncoding(std::string_view value);

/// The name as in RFC 2045, "x-unknown" for Unknown.
std::string_view encodingName(Encoding encoding);

/// Decodes a body piece by piece; how it is cut does not matter. Never fails. Base64: what is not
/// of the alphabet is skipped, text after padding goes on. Quoted-printable: a wrong "=XY" stays as
/// it is, blanks at the end of a line go. All others pass unchanged.
class TransferDecoder {
public:
    explicit TransferDecoder(Encoding encoding) : encoding_(encoding) { }

    /// Decodes some bytes and appends to `out`.
    void feed(std::string_view bytes, std::string& out);

    /// Appends what is left at the end of the body.
    void finish(std::string& out);

private:
    void feedBase64(std::string_view bytes, std::string& out);
    void feedQuotedPrintable(std::string_view bytes, std::string& out);
    void quotedByte(char c, std::string& out);

    Encoding encoding_;
    std::uint32_t bits_ = 0; // base64: bits not yet written
    unsigned count_ = 0; // base64: how many
    std::string held_; // quoted-printable: blanks or an escape whose meaning the next byte tells
};

/// A whole body at once.
std::string decodeTransfer(std::string_view bytes, Encoding encoding);

/// As decodeTransfer, for IMAP BINARY (RFC 9051 section 6.4.5): an encoding that nobody knows is an
/// error, No with code UNKNOWN-CTE.
Result<std::string> decodeBinary(std::string_view bytes, Encoding encoding);

/// Quoted-printable in lines of at most 76 characters. Line ends of the text (CRLF or LF) become
/// CRLF; other control characters are escaped.
std::string encodeQuotedPrintable(std::string_view text);

/// Base64 in lines of 76 characters ending in CRLF.
std::string encodeBase64Lines(std::string_view bytes);

} // namespace postamt::mime
