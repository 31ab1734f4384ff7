#include "text/charset.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/utf8.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace postamt::text {

namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open(const std::string& name)
{
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(ucnv_open(name.c_str(), &error));
    return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

/// Opening a converter costs microseconds, so every thread keeps the ones it used last. A thread
/// that sees many charsets replaces them in turn.
class ConverterCache {
public:
    UConverter* find(const std::string& name)
    {
        for (const Entry& entry : entries_) {
            if (entry.name == name)
                return entry.converter.get();
        }
        Converter converter = open(name);
        if (!converter)
            return nullptr;
        Entry& entry = entries_[next_++ % entries_.size()];
        entry = {name, std::move(converter)};
        return entry.converter.get();
    }

    UConverter* utf8()
    {
        if (!utf8_)
            utf8_ = open("UTF-8");
        return utf8_.get();
    }

private:
    struct Entry {
        std::string name;
        Converter converter;
    };

    std::array<Entry, 16> entries_;
    std::size_t next_ = 0;
    Converter utf8_;
};

ConverterCache& cache()
{
    thread_local ConverterCache converters;
    return converters;
}

enum class Family { Unknown, Guess, Utf8, Western, Icu };

struct Alias {
    std::string_view name;
    Family family;
    std::string_view icu;
};

constexpr std::array aliases{
    Alias{"",                  Family::Guess,   ""            },
    Alias{"ascii",             Family::Guess,   ""            },
    Alias{"us-ascii",          Family::Guess,   ""            },
    Alias{"ansi_x3.4-1968",    Family::Guess,   ""            },
    Alias{"utf-8",             Family::Utf8,    ""            },
    Alias{"utf8",              Family::Utf8,    ""            },
    Alias{"cp1252",            Family::Western, ""            },
    Alias{"iso-8859-1",        Family::Western, ""            },
    Alias{"iso8859-1",         Family::Western, ""            },
    Alias{"iso_8859-1",        Family::Western, ""            },
    Alias{"latin1",            Family::Western, ""            },
    Alias{"windows-1252",      Family::Western, ""            },
    Alias{"cp-850",            Family::Icu,     "ibm-850"     },
    Alias{"euc-kr",            Family::Icu,     "windows-949" },
    Alias{"gb2312",            Family::Icu,     "gb18030"     },
    Alias{"gb_2312-80",        Family::Icu,     "gb18030"     },
    Alias{"gbk",               Family::Icu,     "gb18030"     },
    Alias{"iso-8859-8-i",      Family::Icu,     "iso-8859-8"  },
    Alias{"iso-8859-9",        Family::Icu,     "windows-1254"},
    Alias{"ks_c_5601-1987",    Family::Icu,     "windows-949" },
    Alias{"tis-620",           Family::Icu,     "windows-874" },
    Alias{"unicode-1-1-utf-7", Family::Icu,     "utf-7"       },
    Alias{"x-sjis",            Family::Icu,     "shift_jis"   },
};

struct Known {
    Family family = Family::Unknown;
    UConverter* converter = nullptr;
};

/// Only these may reach ICU: a comma would be an option, a slash a path to a data file.
bool isPlainName(std::string_view name)
{
    return name.size() <= 40 && std::ranges::all_of(name, [](char c) {
               return isAlpha(c) || isDigit(c) || std::string_view("-_.:()+").contains(c);
           });
}

Known find(std::string_view charset)
{
    const std::string name = lowered(trimmed(charset.substr(0, 64)));
    std::string_view icu = name;
    for (const Alias& alias : aliases) {
        if (alias.name != name)
            continue;
        if (alias.family != Family::Icu)
            return {alias.family, nullptr};
        icu = alias.icu;
    }
    if (!isPlainName(icu))
        return {};
    UConverter* converter = cache().find(std::string(icu));
    return {converter ? Family::Icu : Family::Unknown, converter};
}

// The WHATWG table: 0x81, 0x8d, 0x8f, 0x90 and 0x9d stay control characters.
constexpr std::array<char16_t, 32> windows1252{
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

std::string fromWestern(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            out += c;
        else
            appendCodePoint(out, byte < 0xa0 ? windows1252[byte - 0x80U] : char32_t{byte});
    }
    return out;
}

std::string convert(UConverter* from, std::string_view bytes)
{
    UConverter* to = cache().utf8();
    std::array<UChar, 1024> pivot{};
    UChar* pivotSource = pivot.data();
    UChar* pivotTarget = pivot.data();
    std::string out;
    const char* source = bytes.data();
    const char* const sourceEnd = source + bytes.size();
    bool first = true;
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    while (error == U_BUFFER_OVERFLOW_ERROR) {
        std::array<char, 4096> chunk{};
        char* target = chunk.data();
        error = U_ZERO_ERROR;
        ucnv_convertEx(
            to,
            from,
            &target,
            target + chunk.size(),
            &source,
            sourceEnd,
            pivot.data(),
            &pivotSource,
            &pivotTarget,
            pivot.data() + pivot.size(),
            first,
            true,
            &error
        );
        first = false;
        out.append(chunk.data(), target);
    }
    return out;
}

} // namespace

std::string fromUnknown(std::string_view bytes)
{
    return isUtf8(bytes) ? std::string(bytes) : fromWestern(bytes);
}

std::string toUtf8(std::string_view bytes, std::string_view charset)
{
    if (bytes.empty())
        return {};
    const Known known = find(charset);
    switch (known.family) {
    case Family::Utf8:
        return repaired(bytes);
    case Family::Western:
        return fromWestern(bytes);
    case Family::Icu:
        return repaired(convert(known.converter, bytes));
    case Family::Guess:
    case Family::Unknown:
        break;
    }
    return fromUnknown(bytes);
}

bool isKnownCharset(std::string_view charset)
{
    return !trimmed(charset).empty() && find(charset).family != Family::Unknown;
}

} // namespace postamt::text
