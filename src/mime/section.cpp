#include "mime/section.h"

#include "base/ascii.h"
#include "base/keyed_hash.h"
#include "mime/header.h"

#include <algorithm>
#include <unordered_set>

namespace postamt::mime {

std::optional<Range>
sectionRange(std::span<const Part> parts, std::span<const std::uint32_t> numbers, SectionText text)
{
    const std::uint32_t index = findPart(parts, numbers);
    if (index == Part::none)
        return std::nullopt;
    const Part* part = &parts[index];
    if (text == SectionText::Whole)
        return numbers.empty() ? part->whole() : part->body();
    if (text == SectionText::Mime)
        return numbers.empty() ? std::nullopt : std::optional(part->header());
    if (!numbers.empty()) {
        if (part->kind != PartKind::Message || part->firstChild == Part::none)
            return std::nullopt;
        part = &parts[part->firstChild];
    }
    return text == SectionText::Header ? part->header() : part->body();
}

std::string filteredHeader(std::string_view header, std::span<const std::string> names, bool isNot)
{
    std::unordered_set<std::string, KeyedHash> wanted;
    for (const std::string& name : names)
        wanted.insert(lowered(name));
    std::string out;
    const Header parsed(header);
    for (const HeaderField& field : parsed.fields()) {
        if (wanted.contains(lowered(field.name)) != isNot) {
            out += header.substr(field.begin, field.end - field.begin);
            if (!out.ends_with('\n') && !out.ends_with('\r'))
                out += "\r\n";
        }
    }
    return out + "\r\n";
}

std::string_view partial(std::string_view bytes, std::uint64_t offset, std::uint64_t count)
{
    return bytes.substr(std::min<std::uint64_t>(offset, bytes.size()), count);
}

Range partial(Range range, std::uint64_t offset, std::uint64_t count)
{
    const std::uint64_t begin = range.begin + std::min(offset, range.size());
    return {begin, begin + std::min(count, range.end - begin)};
}

} // namespace postamt::mime
