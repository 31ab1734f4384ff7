#include "mime/builder.h"

#include "base/ascii.h"
#include "mime/encoded_word.h"
#include "mime/header.h"
#include "mime/line.h"
#include "mime/transfer_encoding.h"

#include <algorithm>

namespace postamt::mime {

namespace {

constexpr std::size_t lineLength = 78;

/// A field folded at blanks. Blanks inside quotes are folded too; unfolding gives the same text
/// back.
std::string field(std::string_view name, std::string_view value)
{
    std::string out = std::string(name) + ':';
    std::size_t column = out.size();
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(' ', 1), value.size());
        const std::string_view word = value.substr(0, end);
        value.remove_prefix(end);
        const bool hasBlank = word.starts_with(' ');
        if (column + word.size() + 1 > lineLength && column > name.size() + 1 && hasBlank) {
            out += "\r\n";
            column = 0;
        }
        if (column == name.size() + 1 && !hasBlank)
            out += ' ';
        out += word;
        column += word.size();
    }
    return out + "\r\n";
}

std::string phrase(std::string_view name)
{
    if (!isAscii(name) || name.find("=?") != std::string_view::npos)
        return encodeWords(name);
    // Blanks that are more than one stay so many in quotes only.
    const bool isPlain = std::ranges::all_of(name, [](char c) {
        return isAlpha(c) || isDigit(c) || std::string_view(" !#$%&'*+-/=?^_`{|}~").contains(c);
    });
    if (isPlain && name.find("  ") == std::string_view::npos)
        return std::string(name);
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string addressText(const Address& address)
{
    const std::string spec = unfolded(addressSpec(address));
    return address.name.empty() ? spec : phrase(unfolded(address.name)) + " <" + spec + '>';
}

/// A parameter in the form that every mailer reads.
std::string parameter(std::string_view name, std::string_view value)
{
    if (isAscii(value) && value.find_first_of("\"\\\r\n") == std::string_view::npos)
        return "; " + std::string(name) + "=\"" + std::string(value) + '"';
    return "; " + std::string(name) + "*=" + extendedValue(value);
}

std::string withCrlf(std::string_view text)
{
    std::string out;
    LineScanner scanner(text);
    Line line;
    while (scanner.next(line)) {
        out += line.in(text);
        if (line.next > line.end)
            out += "\r\n";
    }
    return out;
}

bool needsEncoding(std::string_view text)
{
    LineScanner scanner(text);
    Line line;
    while (scanner.next(line)) {
        const std::string_view content = line.in(text);
        const bool isPlain = std::ranges::all_of(content, [](char c) {
            return (c >= ' ' && c < 0x7f) || c == '\t';
        });
        if (!isPlain || content.size() > lineLength || content.starts_with("From ")
            || content.ends_with(' '))
            return true;
    }
    return false;
}

/// Content-Type and what else a text needs, the empty line, the text.
std::string textEntity(std::string_view type, std::string_view utf8)
{
    std::string out = field("Content-Type", std::string(type) + "; charset=utf-8");
    if (needsEncoding(utf8))
        return out + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            + encodeQuotedPrintable(utf8);
    return out + "Content-Transfer-Encoding: 7bit\r\n\r\n" + withCrlf(utf8);
}

std::string attachmentEntity(const Attachment& attachment)
{
    const bool isMessage = attachment.type.starts_with("message/");
    const bool isText = attachment.type.starts_with("text/");
    std::string type = attachment.type;
    std::string head;
    if (!attachment.fileName.empty()) {
        if (!isMessage)
            type += parameter("name", attachment.fileName);
        head += field(
            "Content-Disposition",
            (attachment.isInline ? "inline" : "attachment")
                + parameter("filename", attachment.fileName)
        );
    }
    if (!attachment.id.empty())
        head += field("Content-ID", '<' + unfolded(attachment.id) + '>');
    if (isText)
        return head + textEntity(type, attachment.bytes);
    head += field("Content-Type", type);
    // message/* must not be encoded (RFC 2046 section 5.2.1).
    if (isMessage)
        return head + "Content-Transfer-Encoding: " + (isAscii(attachment.bytes) ? "7bit" : "8bit")
            + "\r\n\r\n" + attachment.bytes;
    return head + "Content-Transfer-Encoding: base64\r\n\r\n" + encodeBase64Lines(attachment.bytes);
}

std::string
multipart(std::string_view type, std::string boundary, const std::vector<std::string>& entities)
{
    const auto isTaken
        = [&boundary](const std::string& entity) { return entity.contains(boundary); };
    while (std::ranges::any_of(entities, isTaken))
        boundary += 'x';
    std::string out
        = field("Content-Type", std::string(type) + "; boundary=\"" + boundary + '"') + "\r\n";
    for (const std::string& entity : entities)
        out += "--" + boundary + "\r\n" + entity + "\r\n";
    return out + "--" + boundary + "--\r\n";
}

} // namespace

MessageBuilder& MessageBuilder::header(std::string_view name, std::string_view text)
{
    const auto line = unfolded(text);
    // What looks encoded but was meant as it stands must be encoded itself.
    const bool looksEncoded = line.find("=?") != std::string::npos;
    headers_ += field(name, looksEncoded ? encodeWords(line) : asciiText(line));
    return *this;
}

MessageBuilder& MessageBuilder::addresses(std::string_view name, const std::vector<Address>& list)
{
    std::string out;
    bool isFirst = true;
    for (const Address& address : list) {
        if (address.kind == Address::Kind::GroupEnd) {
            out += ';';
            isFirst = false;
            continue;
        }
        out += isFirst ? "" : ", ";
        isFirst = address.kind == Address::Kind::GroupBegin;
        out += isFirst ? phrase(unfolded(address.mailbox)) + ": " : addressText(address);
    }
    headers_ += field(name, out);
    return *this;
}

MessageBuilder& MessageBuilder::date(const Date& date)
{
    headers_ += field("Date", formatDate(date));
    return *this;
}

MessageBuilder& MessageBuilder::messageId(std::string_view id)
{
    headers_ += field("Message-ID", '<' + unfolded(id) + '>');
    return *this;
}

MessageBuilder& MessageBuilder::text(std::string_view utf8)
{
    text_ = utf8;
    return *this;
}

MessageBuilder& MessageBuilder::html(std::string_view utf8)
{
    html_ = utf8;
    return *this;
}

MessageBuilder& MessageBuilder::attach(Attachment attachment)
{
    attachments_.push_back(std::move(attachment));
    return *this;
}

MessageBuilder& MessageBuilder::report(std::string_view type)
{
    reportType_ = type;
    return *this;
}

std::string MessageBuilder::build(std::string_view token) const
{
    // "=_" cannot be in quoted-printable or base64 text.
    const std::string boundary = "=_" + std::string(token);
    std::string body
        = html_.empty() ? textEntity("text/plain", text_) : textEntity("text/html", html_);
    if (!html_.empty() && !text_.empty())
        body = multipart(
            "multipart/alternative", boundary + "_a", {textEntity("text/plain", text_), body}
        );
    if (!attachments_.empty() || !reportType_.empty()) {
        std::vector<std::string> entities{body};
        for (const Attachment& attachment : attachments_)
            entities.push_back(attachmentEntity(attachment));
        const std::string type = reportType_.empty()
            ? "multipart/mixed"
            : "multipart/report; report-type=" + reportType_;
        body = multipart(type, boundary + "_m", entities);
    }
    return headers_ + "MIME-Version: 1.0\r\n" + body;
}

} // namespace postamt::mime
