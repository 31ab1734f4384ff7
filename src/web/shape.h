#pragma once

#include "web/json.h"
#include "web/problem.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::web {

struct Shape;

enum class FieldType {
    Flag, ///< true or false
    Number, ///< a whole one, from `least` to `most`
    Text, ///< UTF-8 of `least` to `most` bytes, without controls
    Choice, ///< one of `choices`
    Choices, ///< a list of some of `choices`, each at most once, at least `least` of them
    Records, ///< a list of objects of the shape `of`
    Record, ///< an object of the shape `of`
};

/// One field of what a call takes or gives.
struct Field {
    std::string_view name;
    FieldType type = FieldType::Flag;
    std::string_view sentence; ///< what it means
    bool isOptional = false; ///< asked for: may be left out; given: may be null
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::string_view choices = {}; ///< commas between
    const Shape* of = nullptr;
};

/// An object of the API: which fields it has.
struct Shape {
    std::string_view name; ///< of its type in TypeScript
    std::span<const Field> fields;
};

namespace field {

constexpr Field flag(std::string_view name, std::string_view sentence)
{
    return {.name = name, .type = FieldType::Flag, .sentence = sentence};
}

/// Unix seconds, or another count.
constexpr Field
number(std::string_view name, std::int64_t least, std::int64_t most, std::string_view sentence)
{
    return {
        .name = name, .type = FieldType::Number, .sentence = sentence, .least = least, .most = most
    };
}

constexpr Field
text(std::string_view name, std::int64_t least, std::int64_t most, std::string_view sentence)
{
    return {
        .name = name, .type = FieldType::Text, .sentence = sentence, .least = least, .most = most
    };
}

constexpr Field choice(std::string_view name, std::string_view choices, std::string_view sentence)
{
    return {.name = name, .type = FieldType::Choice, .sentence = sentence, .choices = choices};
}

constexpr Field choices(std::string_view name, std::string_view choices, std::string_view sentence)
{
    Field row = choice(name, choices, sentence);
    row.type = FieldType::Choices;
    row.least = 1;
    return row;
}

constexpr Field records(std::string_view name, const Shape& of, std::string_view sentence)
{
    return {.name = name, .type = FieldType::Records, .sentence = sentence, .of = &of};
}

constexpr Field record(std::string_view name, const Shape& of, std::string_view sentence)
{
    return {.name = name, .type = FieldType::Record, .sentence = sentence, .of = &of};
}

constexpr Field optional(Field row)
{
    row.isOptional = true;
    return row;
}

} // namespace field

/// What was sent as the body of a request: an object of exactly this shape; in its place a problem
/// that names the first field that is wrong, missing or unknown.
Answer<json::object> parseObject(const Shape& shape, std::string_view text);

/// True if an object that we give is of this shape. For tests.
bool fits(const Shape& shape, const json::object& object);

/// A field of a checked object, or nothing.
std::optional<std::string> textIn(const json::object& object, std::string_view name);
std::optional<bool> flagIn(const json::object& object, std::string_view name);
std::optional<std::int64_t> numberIn(const json::object& object, std::string_view name);

} // namespace postamt::web
