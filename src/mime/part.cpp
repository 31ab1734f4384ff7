#include "mime/part.h"

#include <algorithm>

namespace postamt::mime {

namespace {

std::uint32_t childNumber(std::span<const Part> parts, std::uint32_t parent, std::uint32_t number)
{
    if (number == 0)
        return Part::none;
    std::uint32_t child = parts[parent].firstChild;
    for (std::uint32_t i = 1; i < number && child != Part::none; ++i)
        child = parts[child].nextSibling;
    return child;
}

} // namespace

std::string_view bytesOf(std::string_view message, Range range)
{
    const auto begin = std::min<std::uint64_t>(range.begin, message.size());
    const auto end = std::clamp<std::uint64_t>(range.end, begin, message.size());
    return message.substr(begin, end - begin);
}

std::uint32_t findPart(std::span<const Part> parts, std::span<const std::uint32_t> numbers)
{
    if (parts.empty())
        return Part::none;
    std::uint32_t current = 0;
    bool isMessageRoot = true;
    for (const std::uint32_t number : numbers) {
        if (!isMessageRoot && parts[current].kind == PartKind::Message) {
            current = parts[current].firstChild;
            isMessageRoot = true;
            if (current == Part::none)
                return current;
        }
        if (parts[current].kind == PartKind::Multipart)
            current = childNumber(parts, current, number);
        else if (!isMessageRoot || number != 1)
            return Part::none;
        if (current == Part::none)
            return current;
        isMessageRoot = false;
    }
    return current;
}

} // namespace postamt::mime
