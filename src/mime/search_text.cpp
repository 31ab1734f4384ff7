#include "mime/search_text.h"

#include "base/ascii.h"
#include "mime/encoded_word.h"
#include "mime/header.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/html.h"

#include <cstring>

namespace postamt::mime {

namespace {

std::string decodedValue(const HeaderField& field)
{
    return text::folded(decodeWords(unfolded(field.value)));
}

std::string decodedText(std::string_view message, const Part& part)
{
    const std::string bytes = decodeTransfer(bytesOf(message, part.body()), part.encoding);
    std::string utf8 = text::toUtf8(bytes, part.charset);
    if (part.media == Media::TextHtml)
        utf8 = text::htmlToText(utf8, utf8.size() * 3);
    return text::folded(utf8);
}

} // namespace

bool contains(std::string_view folded, std::string_view foldedNeedle)
{
    // memmem of the C library is linear; string_view::find is not.
    return foldedNeedle.empty()
        || ::memmem(folded.data(), folded.size(), foldedNeedle.data(), foldedNeedle.size())
        != nullptr;
}

bool visitHeaderTexts(std::string_view header, const TextVisitor& visitor)
{
    const Header parsed(header);
    for (const HeaderField& field : parsed.fields()) {
        if (!visitor(text::folded(text::fromUnknown(field.name)) + ": " + decodedValue(field)))
            return false;
    }
    return true;
}

bool visitBodyTexts(
    std::string_view message, std::span<const Part> parts, const TextVisitor& visitor
)
{
    for (const Part& part : parts) {
        if (part.kind == PartKind::Message && part.firstChild < parts.size()) {
            if (!visitHeaderTexts(bytesOf(message, parts[part.firstChild].header()), visitor))
                return false;
        } else if (part.media != Media::Other && part.encoding != Encoding::Unknown) {
            if (!visitor(decodedText(message, part)))
                return false;
        }
    }
    return true;
}

bool headerContains(std::string_view header, std::string_view name, std::string_view foldedNeedle)
{
    const Header parsed(header);
    for (const HeaderField& field : parsed.fields()) {
        if (equalsIgnoreCase(field.name, name) && contains(decodedValue(field), foldedNeedle))
            return true;
    }
    return false;
}

} // namespace postamt::mime
