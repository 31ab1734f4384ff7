#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postamt::spam {

constexpr bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || static_cast<unsigned char>(c) >= 0x80 || c == '\'' || c == '-' || c == '_' || c == '$'
        || c == '!' || c == '.' || c == '@' || c == '%' || c == '#';
}

/// Calls `visit` for each word of a text of UTF-8: letters, digits, and signs that stand inside or
/// before a number ("$99", "don't", "10.5%"); "FREE!!" is "FREE!". Words of more than 40 bytes are
/// passed over: they are no words.
template <class Visit>
void eachWord(std::string_view text, const Visit& visit)
{
    std::size_t i = 0;
    while (i < text.size()) {
        while (i < text.size() && !isWordByte(text[i]))
            ++i;
        const std::size_t begin = i;
        while (i < text.size() && isWordByte(text[i]))
            ++i;
        std::string_view word = text.substr(begin, i - begin);
        while (!word.empty() && std::string_view(".-_'%@#!").contains(word.front()))
            word.remove_prefix(1);
        std::size_t end = word.size();
        while (end > 0 && std::string_view(".-_'@#!$").contains(word[end - 1]))
            --end;
        if (end > 0 && end < word.size() && word[end] == '!')
            ++end;
        word = word.substr(0, end);
        if (!word.empty() && word.size() <= 40)
            visit(word);
    }
}

} // namespace postamt::spam
