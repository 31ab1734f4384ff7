#include "mime/preview.h"

#include "base/ascii.h"
#include "base/byte_scan.h"
#include "mime/line.h"
#include "text/charset.h"
#include "text/html.h"
#include "text/utf8.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postamt::mime {

namespace {

constexpr std::size_t maxCharacters = 200;
constexpr std::size_t maxParts = 4;
constexpr std::size_t plainBytes = 8U << 10;
constexpr std::size_t htmlBytes = 64U << 10;

/// As a rule the first so many bytes of a plain text are enough.
constexpr std::size_t firstBytes = 1024;
/// What decoding a text that was cut may have got wrong at its end, in bytes and more.
constexpr std::size_t unsureBytes = 16;

constexpr bool isWhite(char32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0
        || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f
        || c == 0x3000;
}

/// Controls, and what newsletters pad their preview with.
constexpr bool isInvisible(char32_t c)
{
    return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x34f
        || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff;
}

struct Collapsed {
    std::string text;
    bool isFull = false; ///< more text would not change it
};

Collapsed collapsed(std::string_view utf8)
{
    std::string out;
    std::size_t count = 0;
    bool isGap = false;
    for (std::size_t i = 0; i < utf8.size() && count < maxCharacters;) {
        const char32_t c = text::nextCodePoint(utf8, i);
        if (isWhite(c)) {
            isGap = !out.empty();
        } else if (!isInvisible(c)) {
            if (isGap && ++count == maxCharacters)
                break;
            if (isGap)
                out += ' ';
            isGap = false;
            text::appendCodePoint(out, c);
            ++count;
        }
    }
    return {std::move(out), count >= maxCharacters};
}

std::string withoutQuotes(std::string_view text)
{
    std::string out;
    LineScanner scanner(text);
    Line line;
    while (scanner.next(line)) {
        if (!line.in(text).starts_with('>'))
            out += text.substr(line.begin, line.next - line.begin);
    }
    return out;
}

/// The preview of a plain text if its first bytes tell all of it: it is full, and what comes behind
/// cannot change what they mean.
std::optional<std::string> quickPreview(std::string_view bytes, const Part& part)
{
    if (bytes.size() <= firstBytes)
        return std::nullopt;
    std::string text = decodeTransfer(bytes.substr(0, firstBytes), part.encoding);
    text.resize(text.size() - std::min(text.size(), unsureBytes));
    // What bytes beyond ASCII mean may be guessed from the rest of the text; whether a CR ends a
    // line depends on there being no LF at all.
    if ((!isSevenBit(text) && !equalsIgnoreCase(part.charset, "utf-8"))
        || text.find('\n') == std::string::npos)
        return std::nullopt;
    const std::string utf8 = text::toUtf8(text, part.charset);
    const auto sure = text::truncated(utf8, utf8.size() - std::min(utf8.size(), unsureBytes));
    auto made = collapsed(withoutQuotes(sure));
    if (!made.isFull)
        return std::nullopt;
    return std::move(made.text);
}

std::string partPreview(std::string_view message, const Part& part)
{
    const bool isHtml = part.media == Media::TextHtml;
    const std::string_view bytes
        = bytesOf(message, part.body()).substr(0, isHtml ? htmlBytes : plainBytes);
    if (!isHtml)
        if (auto quick = quickPreview(bytes, part))
            return std::move(*quick);
    const std::string utf8 = text::toUtf8(decodeTransfer(bytes, part.encoding), part.charset);
    return collapsed(isHtml ? text::htmlToText(utf8, 4 * maxCharacters) : withoutQuotes(utf8)).text;
}

} // namespace

std::string preview(std::string_view message, std::span<const Part> parts)
{
    std::size_t tried = 0;
    for (const Part& part : parts) {
        if (part.isAttachment || (part.media != Media::TextPlain && part.media != Media::TextHtml)
            || part.encoding == Encoding::Unknown)
            continue;
        std::string text = partPreview(message, part);
        if (!text.empty() || ++tried == maxParts)
            return text;
    }
    return {};
}

} // namespace postamt::mime
