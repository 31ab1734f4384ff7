#include "web/shape.h"

#include "base/choices.h"
#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postamt::web {

namespace {

/// Nothing that is asked for nests.
constexpr std::size_t maxDepth = 4;

bool isPlain(std::string_view text)
{
    return isUtf8(text) && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

/// The length in bytes, as a limit has it.
std::int64_t sizeOf(std::string_view text)
{
    return static_cast<std::int64_t>(text.size());
}

bool isWithin(const Field& row, std::int64_t value)
{
    return value >= row.least && value <= row.most;
}

bool isListOf(const Field& row, const json::array& list)
{
    std::set<std::string_view> seen;
    for (const auto& value : list) {
        if (!value.is_string() || !isAmong(row.choices, value.get_string())
            || !seen.insert(value.get_string()).second)
            return false;
    }
    return std::cmp_greater_equal(list.size(), row.least);
}

bool fitsField(const Field& row, const json::value& value)
{
    switch (row.type) {
    case FieldType::Flag:
        return value.is_bool();
    case FieldType::Number:
        return value.is_int64() && isWithin(row, value.get_int64());
    case FieldType::Text:
        return value.is_string() && isWithin(row, sizeOf(value.get_string()))
            && isPlain(value.get_string());
    case FieldType::Choice:
        return value.is_string() && isAmong(row.choices, value.get_string());
    case FieldType::Choices:
        return value.is_array() && isListOf(row, value.get_array());
    case FieldType::Records:
        return value.is_array() && std::ranges::all_of(value.get_array(), [&](const auto& member) {
                   return member.is_object() && fits(*row.of, member.get_object());
               });
    case FieldType::Record:
        break;
    }
    return value.is_object() && fits(*row.of, value.get_object());
}

/// What is expected, for people.
std::string expectation(const Field& row)
{
    switch (row.type) {
    case FieldType::Flag:
        return "true or false";
    case FieldType::Number:
        return fmt::format("a whole number from {} to {}", row.least, row.most);
    case FieldType::Text:
        return fmt::format("text of {} to {} bytes without controls", row.least, row.most);
    case FieldType::Choice:
        return fmt::format("one of {}", row.choices);
    case FieldType::Choices:
        return fmt::format("a list of at least {} of {}", row.least, row.choices);
    case FieldType::Records:
        return fmt::format("a list of {}", row.of->name);
    case FieldType::Record:
        break;
    }
    return std::string(row.of->name);
}

Problem wrong(std::string_view name, std::string detail)
{
    return {
        .status = 400, .name = "invalid", .detail = std::move(detail), .field = std::string(name)
    };
}

} // namespace

Answer<json::object> parseObject(const Shape& shape, std::string_view text)
{
    boost::system::error_code code;
    json::parse_options options;
    options.max_depth = maxDepth;
    auto value = json::parse(text, code, {}, options);
    if (code || !value.is_object())
        return std::unexpected(wrong("", "The body is a JSON object"));
    auto& object = value.get_object();
    for (const auto& row : shape.fields) {
        const auto* member = object.if_contains(row.name);
        if (member == nullptr && row.isOptional)
            continue;
        if (member == nullptr || !fitsField(row, *member))
            return std::unexpected(
                wrong(row.name, fmt::format("{} is {}", row.name, expectation(row)))
            );
    }
    for (const auto& member : object) {
        const std::string_view key = member.key();
        if (std::ranges::find(shape.fields, key, &Field::name) == shape.fields.end())
            return std::unexpected(wrong("", "There is a field that is not known"));
    }
    return std::move(object);
}

bool fits(const Shape& shape, const json::object& object)
{
    return object.size() == shape.fields.size()
        && std::ranges::all_of(shape.fields, [&](const Field& row) {
               const auto* member = object.if_contains(row.name);
               return member != nullptr
                   && ((row.isOptional && member->is_null()) || fitsField(row, *member));
           });
}

std::optional<std::string> textIn(const json::object& object, std::string_view name)
{
    const auto* member = object.if_contains(name);
    if (member == nullptr || !member->is_string())
        return std::nullopt;
    return std::string(std::string_view(member->get_string()));
}

std::optional<bool> flagIn(const json::object& object, std::string_view name)
{
    const auto* member = object.if_contains(name);
    return member == nullptr || !member->is_bool() ? std::nullopt
                                                   : std::optional(member->get_bool());
}

std::optional<std::int64_t> numberIn(const json::object& object, std::string_view name)
{
    const auto* member = object.if_contains(name);
    if (member == nullptr || !member->is_int64())
        return std::nullopt;
    return member->get_int64();
}

} // namespace postamt::web
