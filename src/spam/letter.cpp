#include "spam/letter.h"

#include "base/ascii.h"
#include "mime/encoded_word.h"
#include "mime/transfer_encoding.h"
#include "text/charset.h"
#include "text/html.h"

#include <algorithm>

namespace postamt::spam {

namespace {

mime::Limits limits()
{
    return {Letter::maxParts, 20, 128U << 10, 256U << 10};
}

// So much of a part is decoded: base64 and markup leave a part of it.
constexpr std::size_t maxRaw = 2 * Letter::maxText;

std::string decoded(std::string_view bytes, const mime::Part& part)
{
    const auto raw = mime::bytesOf(bytes, part.body()).substr(0, maxRaw);
    std::string text = mime::decodeTransfer(raw, part.encoding);
    // Most text is ASCII, in which all charsets agree but those that escape.
    if (isAscii(text) && !text.contains('\x1b'))
        return text;
    return text::toUtf8(text, part.charset);
}

} // namespace

std::string_view siteOf(std::string_view host)
{
    if (host.empty() || isDigit(host.back()))
        return host;
    const auto last = host.rfind('.');
    if (last == std::string_view::npos || last == 0)
        return host;
    auto before = host.rfind('.', last - 1);
    // co.uk, com.au: a label more.
    if (before != std::string_view::npos && before > 0 && host.size() - last == 3
        && last - before <= 4)
        before = host.rfind('.', before - 1);
    return before == std::string_view::npos ? host : host.substr(before + 1);
}

Letter::Letter(std::string_view whole)
    : bytes(whole.substr(0, maxBytes))
    , structure(mime::parse(bytes, limits()))
    , header(mime::bytesOf(bytes, structure.parts.front().header()))
    , subject(mime::decodeWords(mime::unfolded(header.value("Subject"))))
    , from(mime::parseAddresses(header.value("From"), 10))
    , replyTo(mime::parseAddresses(header.value("Reply-To"), 10))
    , to(mime::parseAddresses(header.value("To"), 50))
{
    const auto cc = mime::parseAddresses(header.value("Cc"), 50);
    to.insert(to.end(), cc.begin(), cc.end());
    const auto path = mime::parseAddresses(header.value("Return-Path"), 1);
    if (!path.empty())
        senderHost = lowered(path.front().host);
    readTexts();
    small = lowered(plain) + '\n' + lowered(htmlText);
}

void Letter::readTexts()
{
    for (const mime::Part& part : structure.parts) {
        const bool isHtml = part.media == mime::Media::TextHtml;
        if (part.media == mime::Media::Other || part.kind != mime::PartKind::Leaf)
            continue;
        if (plain.size() + htmlBytes >= maxText)
            break;
        std::string text = decoded(bytes, part);
        if (isHtml) {
            htmlBytes += text.size();
            markup.read(text);
            htmlText += text::htmlToText(text, maxText);
            htmlText += '\n';
        } else {
            plain += text.substr(0, maxText);
            plain += '\n';
        }
    }
}

} // namespace postamt::spam
