#include "mime/search_text.h"

#include "base/ascii.h"
#include "mime/encoded_word.h"
#include "mime/header.h"
#include "text/charset.h"
#include "text/html.h"

#include <cstring>

namespace postamt::mime {

namespace {

using text::Collation;

std::string decodedValue(const HeaderField& field, Collation collation)
{
    return text::searchForm(decodeWords(unfolded(field.value)), collation);
}

std::string decodedText(std::string_view message, const Part& part, Collation collation)
{
    const std::string bytes = decodeTransfer(bytesOf(message, part.body()), part.encoding);
    std::string utf8 = text::toUtf8(bytes, part.charset);
    if (part.media == Media::TextHtml)
        utf8 = text::htmlToText(utf8, utf8.size() * 3);
    return text::searchForm(utf8, collation);
}

} // namespace

bool contains(std::string_view text, std::string_view needle)
{
    // memmem of the C library is linear; string_view::find is not.
    return needle.empty()
        || ::memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
}

bool visitHeaderTexts(std::string_view header, const TextVisitor& visitor, Collation collation)
{
    const Header parsed(header);
    for (const HeaderField& field : parsed.fields()) {
        const auto name = text::searchForm(text::fromUnknown(field.name), collation);
        if (!visitor(name + ": " + decodedValue(field, collation)))
            return false;
    }
    return true;
}

bool visitBodyTexts(
    std::string_view message,
    std::span<const Part> parts,
    const TextVisitor& visitor,
    Collation collation
)
{
    for (const Part& part : parts) {
        if (part.kind == PartKind::Message && part.firstChild < parts.size()) {
            const auto header = bytesOf(message, parts[part.firstChild].header());
            if (!visitHeaderTexts(header, visitor, collation))
                return false;
        } else if (part.media != Media::Other && part.encoding != Encoding::Unknown) {
            if (!visitor(decodedText(message, part, collation)))
                return false;
        }
    }
    return true;
}

bool headerContains(
    std::string_view header, std::string_view name, std::string_view needle, Collation collation
)
{
    const Header parsed(header);
    for (const HeaderField& field : parsed.fields()) {
        if (equalsIgnoreCase(field.name, name) && contains(decodedValue(field, collation), needle))
            return true;
    }
    return false;
}

} // namespace postamt::mime
