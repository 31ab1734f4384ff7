#pragma once

#include "mime/envelope.h"
#include "mime/structure.h"

#include <string>
#include <string_view>

namespace postamt::mime {

/// BODYSTRUCTURE (RFC 9051 section 7.5.2) as IMAP sends it, and where in it the extension data
/// stand: BODY is the same text without them.
struct RenderedBody {
    std::string extended;
    /// Pairs of varints (RecordWriter): bytes to keep, bytes to leave out. What follows the last
    /// pair is kept.
    std::string extensions;
};

/// Renders the parts of a message. Type, subtype and parameter names are in lower case. Continued
/// parameters are joined, extended ones (RFC 2231) stay encoded. In Form::Ascii a parameter with
/// 8-bit bytes becomes an extended one. A multipart without parts holds an empty text/plain.
/// Without recursion.
RenderedBody
renderBody(std::string_view message, const Structure& structure, Form form, RenderBudget& budget);

/// The non-extended form, BODY.
std::string withoutExtensions(std::string_view extended, std::string_view extensions);

} // namespace postamt::mime
