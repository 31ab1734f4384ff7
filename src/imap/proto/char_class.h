#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace postamt::imap::proto {

/// The character classes of the grammar (RFC 9051 section 9), as bits.
enum class CharClass : std::uint8_t {
    Atom = 1, ///< ATOM-CHAR
    Astring = 2, ///< ASTRING-CHAR: ATOM-CHAR and "]"
    List = 4, ///< list-char: ASTRING-CHAR and the wildcards "%" and "*"
    Tag = 8, ///< ASTRING-CHAR but "+"
    Quoted = 16, ///< may stand in a quoted string without a backslash; 7-bit only
    Word = 32, ///< letters, digits, "." and "-": the names of commands and items
    Set = 64, ///< what a sequence-set is made of: digits and ":,*$"
};

/// True if the character belongs to the class. No class holds NUL, CR, LF or an 8-bit character.
constexpr bool isIn(CharClass charClass, char c);

/// The longest beginning of a text of which all characters belong to the class.
constexpr std::string_view leading(CharClass charClass, std::string_view text)
{
    std::size_t size = 0;
    while (size < text.size() && isIn(charClass, text[size]))
        ++size;
    return text.substr(0, size);
}

/// True if the text has at least one character and all belong to the class.
constexpr bool isAll(CharClass charClass, std::string_view text)
{
    return !text.empty() && leading(charClass, text).size() == text.size();
}

/// The class bits of one byte, by the rules of the grammar.
constexpr std::uint8_t charClassBits(unsigned char c)
{
    const auto has = [c](std::string_view characters) {
        return c != 0 && characters.find(static_cast<char>(c)) != std::string_view::npos;
    };
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool atom = c > 0x20 && c < 0x7f && !has("(){%*\"\\]");
    const bool astring = atom || c == ']';
    unsigned bits = 0;
    const auto set = [&bits](CharClass charClass, bool belongs) {
        bits |= belongs ? static_cast<unsigned>(charClass) : 0U;
    };
    set(CharClass::Atom, atom);
    set(CharClass::Astring, astring);
    set(CharClass::List, astring || has("%*"));
    set(CharClass::Tag, astring && c != '+');
    set(CharClass::Quoted, c != 0 && c < 0x80 && !has("\r\n\"\\"));
    set(CharClass::Word, digit || letter || has(".-"));
    set(CharClass::Set, digit || has(":,*$"));
    return static_cast<std::uint8_t>(bits);
}

/// charClassBits() of all bytes.
inline constexpr auto charClassTable = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned i = 0; i < table.size(); ++i)
        table[i] = charClassBits(static_cast<unsigned char>(i));
    return table;
}();

constexpr bool isIn(CharClass charClass, char c)
{
    return (charClassTable[static_cast<unsigned char>(c)] & static_cast<unsigned>(charClass)) != 0;
}

} // namespace postamt::imap::proto
