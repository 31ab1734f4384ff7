#include "text/html_entity.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>

namespace postamt::text {

namespace {

struct Entity {
    std::string_view name;
    char16_t codePoint;
};

// Keep these in the order of their bytes.
constexpr std::array entities{
    // clang-format off
    Entity{"AElig", 0xc6}, Entity{"Aacute", 0xc1}, Entity{"Acirc", 0xc2}, Entity{"Agrave", 0xc0},
    Entity{"Alpha", 0x391}, Entity{"Aring", 0xc5}, Entity{"Atilde", 0xc3}, Entity{"Auml", 0xc4},
    Entity{"Beta", 0x392}, Entity{"Ccedil", 0xc7}, Entity{"Dagger", 0x2021}, Entity{"Delta", 0x394},
    Entity{"ETH", 0xd0}, Entity{"Eacute", 0xc9}, Entity{"Ecirc", 0xca}, Entity{"Egrave", 0xc8},
    Entity{"Euml", 0xcb}, Entity{"Gamma", 0x393}, Entity{"Iacute", 0xcd}, Entity{"Icirc", 0xce},
    Entity{"Igrave", 0xcc}, Entity{"Iuml", 0xcf}, Entity{"Lambda", 0x39b}, Entity{"Ntilde", 0xd1},
    Entity{"OElig", 0x152}, Entity{"Oacute", 0xd3}, Entity{"Ocirc", 0xd4}, Entity{"Ograve", 0xd2},
    Entity{"Omega", 0x3a9}, Entity{"Oslash", 0xd8}, Entity{"Otilde", 0xd5}, Entity{"Ouml", 0xd6},
    Entity{"Phi", 0x3a6}, Entity{"Pi", 0x3a0}, Entity{"Prime", 0x2033}, Entity{"Psi", 0x3a8},
    Entity{"Scaron", 0x160}, Entity{"Sigma", 0x3a3}, Entity{"THORN", 0xde}, Entity{"Theta", 0x398},
    Entity{"Uacute", 0xda}, Entity{"Ucirc", 0xdb}, Entity{"Ugrave", 0xd9}, Entity{"Uuml", 0xdc},
    Entity{"Xi", 0x39e}, Entity{"Yacute", 0xdd}, Entity{"Yuml", 0x178}, Entity{"aacute", 0xe1},
    Entity{"acirc", 0xe2}, Entity{"acute", 0xb4}, Entity{"aelig", 0xe6}, Entity{"agrave", 0xe0},
    Entity{"alpha", 0x3b1}, Entity{"amp", '&'}, Entity{"apos", '\''}, Entity{"aring", 0xe5},
    Entity{"asymp", 0x2248}, Entity{"atilde", 0xe3}, Entity{"auml", 0xe4}, Entity{"bdquo", 0x201e},
    Entity{"beta", 0x3b2}, Entity{"brvbar", 0xa6}, Entity{"bull", 0x2022}, Entity{"ccedil", 0xe7},
    Entity{"cedil", 0xb8}, Entity{"cent", 0xa2}, Entity{"circ", 0x2c6}, Entity{"copy", 0xa9},
    Entity{"curren", 0xa4}, Entity{"dagger", 0x2020}, Entity{"darr", 0x2193}, Entity{"deg", 0xb0},
    Entity{"delta", 0x3b4}, Entity{"divide", 0xf7}, Entity{"eacute", 0xe9}, Entity{"ecirc", 0xea},
    Entity{"egrave", 0xe8}, Entity{"emsp", 0x2003}, Entity{"ensp", 0x2002}, Entity{"epsilon", 0x3b5},
    Entity{"eth", 0xf0}, Entity{"euml", 0xeb}, Entity{"euro", 0x20ac}, Entity{"frac12", 0xbd},
    Entity{"frac14", 0xbc}, Entity{"frac34", 0xbe}, Entity{"gamma", 0x3b3}, Entity{"ge", 0x2265},
    Entity{"gt", '>'}, Entity{"harr", 0x2194}, Entity{"hearts", 0x2665}, Entity{"hellip", 0x2026},
    Entity{"iacute", 0xed}, Entity{"icirc", 0xee}, Entity{"iexcl", 0xa1}, Entity{"igrave", 0xec},
    Entity{"infin", 0x221e}, Entity{"iquest", 0xbf}, Entity{"iuml", 0xef}, Entity{"lambda", 0x3bb},
    Entity{"laquo", 0xab}, Entity{"larr", 0x2190}, Entity{"ldquo", 0x201c}, Entity{"le", 0x2264},
    Entity{"lrm", 0x200e}, Entity{"lsaquo", 0x2039}, Entity{"lsquo", 0x2018}, Entity{"lt", '<'},
    Entity{"macr", 0xaf}, Entity{"mdash", 0x2014}, Entity{"micro", 0xb5}, Entity{"middot", 0xb7},
    Entity{"minus", 0x2212}, Entity{"mu", 0x3bc}, Entity{"nbsp", 0xa0}, Entity{"ndash", 0x2013},
    Entity{"ne", 0x2260}, Entity{"not", 0xac}, Entity{"ntilde", 0xf1}, Entity{"oacute", 0xf3},
    Entity{"ocirc", 0xf4}, Entity{"oelig", 0x153}, Entity{"ograve", 0xf2}, Entity{"omega", 0x3c9},
    Entity{"ordf", 0xaa}, Entity{"ordm", 0xba}, Entity{"oslash", 0xf8}, Entity{"otilde", 0xf5},
    Entity{"ouml", 0xf6}, Entity{"para", 0xb6}, Entity{"permil", 0x2030}, Entity{"pi", 0x3c0},
    Entity{"plusmn", 0xb1}, Entity{"pound", 0xa3}, Entity{"prime", 0x2032}, Entity{"psi", 0x3c8},
    Entity{"quot", '"'}, Entity{"raquo", 0xbb}, Entity{"rarr", 0x2192}, Entity{"rdquo", 0x201d},
    Entity{"reg", 0xae}, Entity{"rlm", 0x200f}, Entity{"rsaquo", 0x203a}, Entity{"rsquo", 0x2019},
    Entity{"sbquo", 0x201a}, Entity{"scaron", 0x161}, Entity{"sect", 0xa7}, Entity{"shy", 0xad},
    Entity{"sigma", 0x3c3}, Entity{"sum", 0x2211}, Entity{"sup1", 0xb9}, Entity{"sup2", 0xb2},
    Entity{"sup3", 0xb3}, Entity{"szlig", 0xdf}, Entity{"thinsp", 0x2009}, Entity{"thorn", 0xfe},
    Entity{"tilde", 0x2dc}, Entity{"times", 0xd7}, Entity{"trade", 0x2122}, Entity{"uacute", 0xfa},
    Entity{"uarr", 0x2191}, Entity{"ucirc", 0xfb}, Entity{"ugrave", 0xf9}, Entity{"uml", 0xa8},
    Entity{"uuml", 0xfc}, Entity{"yacute", 0xfd}, Entity{"yen", 0xa5}, Entity{"yuml", 0xff},
    Entity{"zwj", 0x200d}, Entity{"zwnj", 0x200c},
    // clang-format on
};
static_assert(std::ranges::is_sorted(entities, {}, &Entity::name));

constexpr std::size_t longestName = 8;

std::size_t appendNumber(std::string& out, std::string_view text)
{
    const bool hex = text.size() > 2 && toLower(text[2]) == 'x';
    const std::size_t begin = hex ? 3 : 2;
    std::size_t i = begin;
    char32_t value = 0;
    // Ten digits are more than any character needs; what is longer is not a reference.
    for (; i < text.size() && i < begin + 10; ++i) {
        const char c = toLower(text[i]);
        if (!isDigit(c) && !(hex && c >= 'a' && c <= 'f'))
            break;
        const auto digit = static_cast<char32_t>(isDigit(c) ? c - '0' : c - 'a' + 10);
        value = std::min<char32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
    }
    if (i == begin)
        return 0;
    appendCodePoint(out, value == 0 ? replacement : value);
    return i < text.size() && text[i] == ';' ? i + 1 : i;
}

} // namespace

std::size_t appendEntity(std::string& out, std::string_view text)
{
    if (text.size() > 2 && text[1] == '#')
        return appendNumber(out, text);
    std::size_t i = 1;
    while (i < text.size() && i <= longestName && (isAlpha(text[i]) || isDigit(text[i])))
        ++i;
    const std::string_view name = text.substr(1, i - 1);
    const auto found = std::ranges::lower_bound(entities, name, {}, &Entity::name);
    if (found == entities.end() || found->name != name)
        return 0;
    appendCodePoint(out, found->codePoint);
    return i < text.size() && text[i] == ';' ? i + 1 : i;
}

} // namespace postamt::text
