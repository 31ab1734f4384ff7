#include "web/api_text.h"

#include "web/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace postamt::web {

namespace {

/// "de" | "en"
std::string unionOf(std::string_view choices)
{
    std::string out;
    for (;;) {
        const auto choice = choices.substr(0, choices.find(','));
        out += fmt::format("{}'{}'", out.empty() ? "" : " | ", choice);
        if (choice.size() == choices.size())
            return out;
        choices.remove_prefix(choice.size() + 1);
    }
}

std::string typeOf(const Field& row)
{
    switch (row.type) {
    case FieldType::Flag:
        return "boolean";
    case FieldType::Number:
        return "number";
    case FieldType::Text:
        return "string";
    case FieldType::Choice:
        return unionOf(row.choices);
    case FieldType::Choices:
        return fmt::format("({})[]", unionOf(row.choices));
    case FieldType::Records:
        return fmt::format("{}[]", row.of->name);
    case FieldType::Record:
        break;
    }
    return std::string(row.of->name);
}

/// The shapes that occur, each behind those that it uses; requests and others apart, since what may
/// be left out in the one is null in the other.
class Shapes {
public:
    Shapes()
    {
        for (const auto& call : apiCalls()) {
            add(*call.takes, asked_);
            add(*call.gives, given_);
        }
    }

    const std::vector<const Shape*>& asked() const { return asked_; }

    const std::vector<const Shape*>& given() const { return given_; }

private:
    static void add(const Shape& shape, std::vector<const Shape*>& to)
    {
        for (const auto& row : shape.fields) {
            if (row.of != nullptr)
                add(*row.of, to);
        }
        if (!shape.fields.empty() && std::ranges::find(to, &shape) == to.end())
            to.push_back(&shape);
    }

    std::vector<const Shape*> asked_;
    std::vector<const Shape*> given_;
};

std::string nameOf(const Shape& shape)
{
    return shape.fields.empty() ? "Record<string, never>" : std::string(shape.name);
}

void writeInterface(const Shape& shape, bool isAsked, std::string& out)
{
    out += fmt::format("export interface {} {{\n", shape.name);
    for (const auto& row : shape.fields) {
        out += fmt::format("  /** {} */\n", row.sentence);
        const bool isNullable = row.isOptional && !isAsked;
        out += fmt::format(
            "  {}{}: {}{};\n",
            row.name,
            row.isOptional && isAsked ? "?" : "",
            typeOf(row),
            isNullable ? " | null" : ""
        );
    }
    out += "}\n\n";
}

/// What a field may be, in words.
std::string limitsOf(const Field& row)
{
    switch (row.type) {
    case FieldType::Number:
        return row.most == INT64_MAX ? "whole number"
                                     : fmt::format("whole number, {} to {}", row.least, row.most);
    case FieldType::Text:
        return fmt::format("text, {} to {} bytes", row.least, row.most);
    case FieldType::Choice:
    case FieldType::Choices:
        return typeOf(row);
    case FieldType::Flag:
        return "true or false";
    case FieldType::Records:
    case FieldType::Record:
        break;
    }
    return typeOf(row);
}

void writeTable(const Shape& shape, std::string& out)
{
    out += fmt::format("### {}\n\n| field | type | meaning |\n|---|---|---|\n", shape.name);
    for (const auto& row : shape.fields) {
        std::string type = limitsOf(row);
        for (auto at = type.find('|'); at != std::string::npos; at = type.find('|', at + 2))
            type.insert(at, 1, '\\');
        out += fmt::format(
            "| `{}`{} | {} | {} |\n",
            row.name,
            row.isOptional ? " (optional)" : "",
            type,
            row.sentence
        );
    }
    out += '\n';
}

} // namespace

std::string apiTypeScript()
{
    std::string out = "// Written from src/web/api.cpp. Do not edit.\n\n";
    const Shapes shapes;
    for (const auto* shape : shapes.asked())
        writeInterface(*shape, true, out);
    for (const auto* shape : shapes.given())
        writeInterface(*shape, false, out);
    out += "export interface Calls {\n";
    for (const auto& call : apiCalls())
        out += fmt::format(
            "  /** {} */\n  {}: {{ takes: {}; gives: {} }};\n",
            call.sentence,
            call.name,
            nameOf(*call.takes),
            nameOf(*call.gives)
        );
    out += "}\n\n/** Which calls change something: they are sent with POST. */\n"
           "export const changes: Record<keyof Calls, boolean> = {\n";
    for (const auto& call : apiCalls())
        out += fmt::format("  {}: {},\n", call.name, call.changes);
    out += "};\n\n/** The least and most of what is asked for: bytes of UTF-8, or the number "
           "itself. */\n"
           "export const limits = {\n";
    for (const auto* shape : shapes.asked()) {
        out += fmt::format("  {}: {{\n", shape->name);
        for (const auto& row : shape->fields) {
            if (row.type == FieldType::Text || row.type == FieldType::Number)
                out += fmt::format("    {}: [{}, {}],\n", row.name, row.least, row.most);
        }
        out += "  },\n";
    }
    out += "} as const;\n";
    return out;
}

std::string apiReference()
{
    std::string out = "# The calls of the settings page\n\n"
                      "This page is generated from `src/web/api.cpp`; write it anew with\n"
                      "`build/dev/src/web/api_text markdown > docs/api.md`. `docs/web.md` says "
                      "what holds for all of them.\n\n"
                      "| call | method | session | takes | gives | |\n|---|---|---|---|---|---|\n";
    for (const auto& call : apiCalls())
        out += fmt::format(
            "| `/api/{}` | {} | {} | {} | {} | {} |\n",
            call.name,
            call.changes ? "POST" : "GET",
            call.needsSession ? "yes" : "no",
            call.takes->name,
            call.gives->name,
            call.sentence
        );
    const Shapes shapes;
    out += "\n## What calls take\n\n";
    for (const auto* shape : shapes.asked())
        writeTable(*shape, out);
    out += "## What calls give\n\n";
    for (const auto* shape : shapes.given())
        writeTable(*shape, out);
    out.pop_back();
    return out;
}

} // namespace postamt::web
