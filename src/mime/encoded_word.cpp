#include "mime/encoded_word.h"

#include "base/ascii.h"
#include "base/encoding.h"
#include "mime/transfer_encoding.h"
#include "text/charset.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>

namespace postamt::mime {

namespace {

constexpr bool isControl(char c)
{
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

constexpr bool isWhite(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// How many question marks the text of a word may hold; none by the RFC, but mailers write
/// "Really??=".
constexpr int maxQuestionMarks = 4;

constexpr std::size_t maxWord = 4096;

struct Word {
    std::string_view charset; ///< without language (RFC 2231 section 5)
    char encoding = 0; ///< 'b' or 'q'
    std::string_view text;
    std::size_t length = 0;
};

bool isBase64(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return isAlpha(c) || isDigit(c) || c == '+' || c == '/' || c == '=' || isWhite(c);
    });
}

// Every search here ends at the next few question marks, so that a text full of broken beginnings
// is read a constant number of times.
bool parseWord(std::string_view text, std::size_t position, bool blanks, Word& word)
{
    if (!text.substr(position).starts_with("=?"))
        return false;
    const std::string_view rest = text.substr(position, maxWord);
    std::size_t i = 2;
    while (i < rest.size() && rest[i] != '?' && !isWhite(rest[i]) && !isControl(rest[i]))
        ++i;
    if (i == 2 || i + 2 >= rest.size() || rest[i] != '?' || rest[i + 2] != '?')
        return false;
    word.charset = rest.substr(2, i - 2);
    word.charset = word.charset.substr(0, word.charset.find('*'));
    word.encoding = toLower(rest[i + 1]);
    if (word.encoding != 'b' && word.encoding != 'q')
        return false;
    const std::size_t begin = i + 3;
    int marks = 0;
    for (i = begin; i + 1 < rest.size(); ++i) {
        if (isWhite(rest[i]) ? !blanks : isControl(rest[i]))
            return false;
        if (rest[i] != '?')
            continue;
        if (rest[i + 1] == '=') {
            word.text = rest.substr(begin, i - begin);
            word.length = i + 2;
            return word.encoding == 'q' || isBase64(word.text);
        }
        if (++marks > maxQuestionMarks)
            return false;
    }
    return false;
}

std::string wordBytes(const Word& word)
{
    if (word.encoding == 'b')
        return decodeTransfer(word.text, Encoding::Base64);
    std::string out;
    out.reserve(word.text.size());
    for (std::size_t i = 0; i < word.text.size(); ++i) {
        const char c = word.text[i];
        const auto byte = c == '=' ? hexDecode(word.text.substr(i + 1, 2)) : std::nullopt;
        if (byte && byte->size() == 1) {
            out += *byte;
            i += 2;
        } else {
            out += c == '_' ? ' ' : c;
        }
    }
    return out;
}

std::size_t whiteLength(std::string_view text, std::size_t position)
{
    std::size_t i = position;
    while (i < text.size() && isWhite(text[i]))
        ++i;
    return i - position;
}

constexpr bool isPlainQ(char c)
{
    return isAlpha(c) || isDigit(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

constexpr std::size_t qLength(char c)
{
    return isPlainQ(c) || c == ' ' ? 1 : 3;
}

std::string qWord(std::string_view piece)
{
    std::string out = "=?utf-8?Q?";
    for (const char c : piece) {
        if (c == ' ')
            out += '_';
        else if (isPlainQ(c))
            out += c;
        else
            out += '=' + uppered(hexEncode(std::string_view(&c, 1)));
    }
    return out + "?=";
}

/// Room in one word besides "=?utf-8?Q?" and "?=".
constexpr std::size_t room = 75 - 12;

/// The largest front of `rest` between two characters that fits one word, at least one character.
std::size_t pieceLength(std::string_view rest, bool q)
{
    std::size_t length = 0;
    std::size_t cost = 0;
    while (length < rest.size()) {
        std::size_t next = length;
        text::nextCodePoint(rest, next);
        for (std::size_t i = length; i < next; ++i)
            cost += q ? qLength(rest[i]) : 0;
        if ((q ? cost : (next + 2) / 3 * 4) > room && length > 0)
            break;
        length = next;
    }
    return length;
}

} // namespace

std::size_t encodedWordLength(std::string_view text, std::size_t position, bool blanks)
{
    Word word;
    return parseWord(text, position, blanks, word) ? word.length : 0;
}

std::string decodeWords(std::string_view text)
{
    std::string out;
    std::string bytes; // of the words of one charset so far
    std::string_view charset;
    bool afterWord = false;
    const auto flush = [&] {
        out += text::toUtf8(bytes, charset);
        bytes.clear();
    };
    std::size_t plain = 0; // where text not yet taken begins
    std::size_t i = 0;
    while ((i = text.find("=?", i)) != std::string_view::npos) {
        Word word;
        if (!parseWord(text, i, true, word)) {
            i += 2;
            continue;
        }
        const std::string_view between = text.substr(plain, i - plain);
        const bool joined = afterWord && whiteLength(between, 0) == between.size();
        if (!joined || !equalsIgnoreCase(charset, word.charset))
            flush();
        if (!joined)
            out += text::fromUnknown(between);
        charset = word.charset;
        bytes += wordBytes(word);
        i += word.length;
        plain = i;
        afterWord = true;
    }
    flush();
    out += text::fromUnknown(text.substr(plain));
    return out;
}

std::string encodeWords(std::string_view utf8)
{
    std::size_t cost = 0;
    for (const char c : utf8)
        cost += qLength(c);
    const bool q = cost <= (utf8.size() + 2) / 3 * 4;
    std::string out;
    while (!utf8.empty()) {
        const std::string_view piece = utf8.substr(0, pieceLength(utf8, q));
        utf8.remove_prefix(piece.size());
        if (!out.empty())
            out += ' ';
        out += q ? qWord(piece) : "=?utf-8?B?" + base64Encode(piece) + "?=";
    }
    return out;
}

std::string asciiText(std::string_view text)
{
    if (isAscii(text))
        return std::string(text);
    enum class Last { Plain, Encoded, Run };
    const std::string utf8 = text::fromUnknown(text);
    const std::string_view all = utf8;
    std::string out;
    std::string run; // words to be encoded together, with the blanks between them
    Last last = Last::Plain;
    for (std::size_t i = 0; i < all.size();) {
        const std::string_view blanks = all.substr(i, whiteLength(all, i));
        i += blanks.size();
        const std::size_t end = std::min(all.find_first_of(" \t\r\n", i), all.size());
        const std::string_view word = all.substr(i, end - i);
        i = end;
        // Blanks between two encoded words are not shown, so there they go into ours.
        if (!isAscii(word)) {
            if (last == Last::Plain)
                out += blanks;
            else if (last == Last::Encoded)
                out += ' ';
            if (last != Last::Plain)
                run += blanks;
            run += word;
            last = Last::Run;
            continue;
        }
        // Looking encoded is not enough: beside a word that is not, blanks are shown.
        const bool isEncoded
            = word.find("=?") != std::string_view::npos && decodeWords(word) != word;
        const bool beginsEncoded = isEncoded && word.starts_with("=?");
        if (last == Last::Run) {
            if (beginsEncoded)
                run += blanks;
            out += encodeWords(run);
            run.clear();
        }
        out += last == Last::Run && beginsEncoded ? " " : blanks;
        out += word;
        last = isEncoded && word.ends_with("?=") ? Last::Encoded : Last::Plain;
    }
    return out + encodeWords(run);
}

} // namespace postamt::mime
