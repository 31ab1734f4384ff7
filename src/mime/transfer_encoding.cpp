#include "mime/transfer_encoding.h"

#include "base/ascii.h"
#include "base/encoding.h"

#include <array>

namespace postamt::mime {

namespace {

struct Name {
    std::string_view name;
    Encoding encoding;
};

constexpr std::array names{
    Name{"7bit",             Encoding::SevenBit       },
    Name{"8bit",             Encoding::EightBit       },
    Name{"binary",           Encoding::Binary         },
    Name{"quoted-printable", Encoding::QuotedPrintable},
    Name{"base64",           Encoding::Base64         },
    Name{"x-unknown",        Encoding::Unknown        },
};

constexpr std::uint8_t notBase64 = 0xff;

constexpr std::array<std::uint8_t, 256> base64Values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(notBase64);
    std::uint8_t value = 0;
    for (const char c :
         std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
        table[static_cast<unsigned char>(c)] = value++;
    return table;
}();

constexpr std::array<std::uint8_t, 256> hexValues = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(0xff);
    for (std::uint8_t value = 0; value < 16; ++value) {
        const char digit = std::string_view("0123456789ABCDEF")[value];
        table[static_cast<unsigned char>(digit)] = value;
        table[static_cast<unsigned char>(toLower(digit))] = value;
    }
    return table;
}();

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Blanks are held until the next byte tells whether they end a line; more than this are not
/// padding.
constexpr std::size_t maxHeldBlanks = 1000;

constexpr std::size_t lineLength = 76;

/// How many bytes of quoted-printable stand for themselves whatever comes behind them.
std::size_t plainSize(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '=')
            return i;
        // A blank before anything but a blank or a line end stays.
        if (isBlank(text[i])
            && (i + 1 == text.size() || isBlank(text[i + 1]) || text[i + 1] == '\r'
                || text[i + 1] == '\n'))
            return i;
    }
    return text.size();
}

/// Takes an escape or a soft line break that is whole and as it should be; answers its size.
std::size_t escape(std::string_view text, std::string& out)
{
    if (text.size() < 3 || text[0] != '=')
        return 0;
    if (text[1] == '\r' && text[2] == '\n')
        return 3;
    const auto high = hexValues[static_cast<unsigned char>(text[1])];
    const auto low = hexValues[static_cast<unsigned char>(text[2])];
    if ((high | low) > 15)
        return 0;
    out += static_cast<char>(high << 4U | low);
    return 3;
}

} // namespace

Encoding parseEncoding(std::string_view value)
{
    value = value.substr(0, value.find_first_of("(;"));
    value = trimmed(value);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    if (value.empty())
        return Encoding::SevenBit;
    for (const Name& name : names) {
        if (equalsIgnoreCase(name.name, value))
            return name.encoding;
    }
    // Common misspellings.
    if (equalsIgnoreCase(value, "8-bit") || equalsIgnoreCase(value, "utf-8"))
        return Encoding::EightBit;
    return equalsIgnoreCase(value, "7-bit") ? Encoding::SevenBit : Encoding::Unknown;
}

std::string_view encodingName(Encoding encoding)
{
    for (const Name& name : names) {
        if (name.encoding == encoding)
            return name.name;
    }
    return "x-unknown";
}

void TransferDecoder::feed(std::string_view bytes, std::string& out)
{
    if (encoding_ == Encoding::Base64)
        feedBase64(bytes, out);
    else if (encoding_ == Encoding::QuotedPrintable)
        feedQuotedPrintable(bytes, out);
    else
        out += bytes;
}

void TransferDecoder::feedBase64(std::string_view bytes, std::string& out)
{
    for (const char c : bytes) {
        const std::uint8_t value = base64Values[static_cast<unsigned char>(c)];
        if (value == notBase64) {
            if (c == '=')
                count_ = 0;
            continue;
        }
        bits_ = bits_ << 6 | value;
        count_ += 6;
        if (count_ >= 8) {
            count_ -= 8;
            out += static_cast<char>(bits_ >> count_ & 0xffU);
        }
    }
}

void TransferDecoder::feedQuotedPrintable(std::string_view bytes, std::string& out)
{
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (held_.empty()) {
            const std::size_t plain = plainSize(bytes.substr(i));
            out += bytes.substr(i, plain);
            i += plain;
            if (const std::size_t taken = escape(bytes.substr(i), out); taken > 0) {
                i += taken;
                continue;
            }
        }
        if (i < bytes.size())
            quotedByte(bytes[i++], out);
    }
}

// held_ is empty, or blanks, or '=' with perhaps one more digit or with blanks and a CR.
void TransferDecoder::quotedByte(char c, std::string& out)
{
    if (held_.empty() || isBlank(held_.front())) {
        if (c == '\r' || c == '\n') {
            held_.clear();
            out += c;
        } else if (isBlank(c) && held_.size() < maxHeldBlanks) {
            held_ += c;
        } else {
            out += held_;
            held_.clear();
            if (c == '=' || isBlank(c))
                held_ += c;
            else
                out += c;
        }
        return;
    }
    const char last = held_.back();
    const bool onlyEquals = held_.size() == 1;
    if (c == '\n' || last == '\r') { // a soft line break
        held_.clear();
        if (c != '\n')
            quotedByte(c, out);
        return;
    }
    if (c == '\r' && (onlyEquals || isBlank(last))) {
        held_ += c;
        return;
    }
    if (isBlank(c) && (onlyEquals || isBlank(last)) && held_.size() < maxHeldBlanks) {
        held_ += c;
        return;
    }
    if (onlyEquals && hexDecode(std::string(2, c))) {
        held_ += c;
        return;
    }
    if (held_.size() == 2) {
        if (const auto byte = hexDecode(std::string{last, c})) {
            out += *byte;
            held_.clear();
            return;
        }
    }
    out += held_;
    held_.clear();
    quotedByte(c, out);
}

void TransferDecoder::finish(std::string& out)
{
    if (!held_.empty() && held_.front() == '=' && held_.size() > 1 && !isBlank(held_[1])
        && held_[1] != '\r')
        out += held_;
    held_.clear();
    count_ = 0;
}

std::string decodeTransfer(std::string_view bytes, Encoding encoding)
{
    std::string out;
    out.reserve(encoding == Encoding::Base64 ? bytes.size() / 4 * 3 + 3 : bytes.size());
    TransferDecoder decoder(encoding);
    decoder.feed(bytes, out);
    decoder.finish(out);
    return out;
}

Result<std::string> decodeBinary(std::string_view bytes, Encoding encoding)
{
    if (encoding == Encoding::Unknown)
        return no("The transfer encoding of this part is not known", "UNKNOWN-CTE");
    return decodeTransfer(bytes, encoding);
}

std::string encodeQuotedPrintable(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool crlf = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (crlf || c == '\n') {
            out += "\r\n";
            column = 0;
            i += crlf ? 1 : 0;
            continue;
        }
        const bool endsLine = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
        const bool plain = c > ' ' && c < 0x7f && c != '=';
        // A dot or "From " at the beginning of a line is safe from every transport when escaped.
        const bool risky = column == 0 && (c == '.' || c == 'F');
        const std::string piece = (plain && !risky) || (isBlank(c) && !endsLine)
            ? std::string(1, c)
            : '=' + uppered(hexEncode(std::string_view(&c, 1)));
        if (column + piece.size() > lineLength - 1) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    }
    return out;
}

std::string encodeBase64Lines(std::string_view bytes)
{
    constexpr std::size_t perLine = lineLength / 4 * 3;
    std::string out;
    out.reserve(bytes.size() / perLine * (lineLength + 2) + lineLength + 2);
    for (std::size_t i = 0; i < bytes.size(); i += perLine)
        out += base64Encode(bytes.substr(i, perLine)) + "\r\n";
    return out;
}

} // namespace postamt::mime
