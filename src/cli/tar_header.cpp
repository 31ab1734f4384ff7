#include "cli/tar_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

namespace postamt::cli {

namespace {

/// A field of the header: where it begins and how long it is.
struct Field {
    std::size_t at;
    std::size_t size;
};

constexpr Field nameField{0, 100};
constexpr Field modeField{100, 8};
constexpr Field userField{108, 8};
constexpr Field groupField{116, 8};
constexpr Field sizeField{124, 12};
constexpr Field timeField{136, 12};
constexpr Field sumField{148, 8};
constexpr std::size_t typeAt = 156;
constexpr Field magicField{257, 8};
constexpr std::string_view magic("ustar\00000", 8);

void put(std::string& block, Field field, std::string_view text)
{
    block.replace(field.at, text.size(), text);
}

void putOctal(std::string& block, Field field, std::uint64_t number)
{
    put(block, field, fmt::format("{:0{}o}", number, field.size - 1));
}

std::optional<std::uint64_t> octal(std::string_view block, Field field)
{
    auto text = block.substr(field.at, field.size);
    text = text.substr(0, text.find_first_of(std::string_view("\0 ", 2)));
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 8);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The sum of all bytes, those of the sum itself counted as spaces.
std::uint64_t sumOf(std::string_view block)
{
    std::string copy(block);
    put(copy, sumField, "        ");
    return std::accumulate(copy.begin(), copy.end(), std::uint64_t{0}, [](auto sum, char c) {
        return sum + static_cast<unsigned char>(c);
    });
}

} // namespace

bool isSafeName(std::string_view name)
{
    if (name.empty() || name.size() > tarNameLimit)
        return false;
    for (const char c : name)
        if (c < 0x21 || c > 0x7e)
            return false;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find('/', at), name.size());
        const auto part = name.substr(at, end - at);
        if (part.empty() || part == "." || part == "..")
            return false;
        at = end + 1;
    }
    return true;
}

Result<std::string> formatTarHeader(const TarHeader& header)
{
    if (!isSafeName(header.name))
        return bad(fmt::format("the name {} cannot be in a backup", header.name));
    if (header.size > tarSizeLimit)
        return bad(fmt::format("{} is too large for a backup", header.name));
    std::string block(tarBlock, '\0');
    put(block, nameField, header.name);
    putOctal(block, modeField, 0600);
    putOctal(block, userField, 0);
    putOctal(block, groupField, 0);
    putOctal(block, sizeField, header.size);
    putOctal(
        block, timeField, static_cast<std::uint64_t>(std::max<UnixSeconds>(0, header.modified))
    );
    block[typeAt] = '0';
    put(block, magicField, magic);
    // Six digits, a NUL and a space: so it has always been.
    put(block, sumField, fmt::format("{:06o}", sumOf(block)) + std::string("\0 ", 2));
    return block;
}

Result<TarHeader> parseTarHeader(std::string_view block)
{
    const auto wrong = [] { return bad("the file is no backup, or it is damaged"); };
    if (block.size() != tarBlock || block[typeAt] != '0'
        || block.substr(magicField.at, magicField.size) != magic)
        return wrong();
    const auto sum = octal(block, sumField);
    const auto size = octal(block, sizeField);
    const auto time = octal(block, timeField);
    if (!sum || *sum != sumOf(block) || !size || *size > tarSizeLimit || !time)
        return wrong();
    const auto field = block.substr(nameField.at, nameField.size);
    TarHeader header{
        .name = std::string(field.substr(0, field.find('\0'))),
        .size = *size,
        .modified = static_cast<UnixSeconds>(*time),
    };
    // Nothing hides behind a name. What others write into fields that we do not use may be there: a
    // backup that was unpacked and packed again is one.
    const bool isPadded
        = field.find_first_not_of('\0', header.name.size()) == std::string_view::npos;
    if (!isPadded || !isSafeName(header.name))
        return wrong();
    return header;
}

} // namespace postamt::cli
