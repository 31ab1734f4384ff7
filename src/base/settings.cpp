#include "base/settings.h"

#include "base/choices.h"
#include "base/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#define TOML_EXCEPTIONS 0
// It asserts what a broken file does not keep to ("[[[["), and finds the error behind that anyhow.
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

namespace postamt {

namespace {

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto comma = text.find(',');
        out.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return out;
}

Settings::Value defaultOf(const Setting& row)
{
    switch (row.type) {
    case SettingType::Boolean:
        return row.number != 0;
    case SettingType::Integer:
        return row.number;
    case SettingType::Text:
        return std::string(row.text);
    case SettingType::TextList:
        break;
    }
    return split(row.text);
}

const Setting* rowOf(std::string_view key)
{
    const auto found = std::ranges::find(settings::table, key, &Setting::key);
    return found == settings::table.end() ? nullptr : &*found;
}

/// What a setting may be, to follow "must be".
std::string expectation(const Setting& row)
{
    switch (row.type) {
    case SettingType::Boolean:
        return "true or false";
    case SettingType::Integer:
        if (row.unit == SettingUnit::Seconds || row.unit == SettingUnit::Bytes
            || row.unit == SettingUnit::Days) {
            const auto unit = row.unit == SettingUnit::Seconds ? "seconds"
                : row.unit == SettingUnit::Bytes               ? "bytes"
                                                               : "days";
            return fmt::format("a whole number of {} from {} to {}", unit, row.least, row.most);
        }
        return fmt::format("a whole number from {} to {}", row.least, row.most);
    case SettingType::Text:
        if (!row.choices.empty())
            return fmt::format("one of \"{}\"", fmt::join(split(row.choices), "\", \""));
        return "a text in quotes";
    case SettingType::TextList:
        break;
    }
    return "a list of texts in quotes, such as [\"a\", \"b\"]";
}

// The members of the variant stand in the order of SettingType.
bool permits(const Setting& row, const Settings::Value& value)
{
    if (value.index() != static_cast<std::size_t>(row.type))
        return false;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return *number >= row.least && *number <= row.most;
    if (const auto* text = std::get_if<std::string>(&value); text && !row.choices.empty())
        return isAmong(row.choices, *text);
    return true;
}

std::unexpected<Error> unknownKey(std::string_view key)
{
    const std::string_view section = key.substr(0, key.find('.'));
    std::vector<std::string_view> names;
    for (const auto& row : settings::table) {
        if (row.section() == section)
            names.push_back(row.name());
    }
    if (names.empty())
        return bad(fmt::format("there is no section [{}]; see docs/settings.md", section));
    return bad(
        fmt::format("there is no setting {}; [{}] has {}", key, section, fmt::join(names, ", "))
    );
}

std::optional<Settings::Value> valueOf(const toml::node& node)
{
    if (const auto* flag = node.as_boolean())
        return flag->get();
    if (const auto* number = node.as_integer())
        return number->get();
    if (const auto* text = node.as_string())
        return text->get();
    const auto* array = node.as_array();
    if (array == nullptr)
        return std::nullopt;
    std::vector<std::string> out;
    for (const auto& member : *array) {
        if (!member.is_string())
            return std::nullopt;
        out.push_back(member.as_string()->get());
    }
    return out;
}

std::unexpected<Error> atLine(std::uint32_t line, std::string_view text)
{
    return bad(fmt::format("line {}: {}", line, text));
}

/// Past one string of TOML; to the end of the line or the text if it does not end.
std::size_t pastString(std::string_view toml, std::size_t at)
{
    const char quote = toml[at];
    const std::string three(3, quote);
    const bool isLong = toml.substr(at).starts_with(three);
    for (at += isLong ? 3 : 1; at < toml.size(); ++at) {
        if (quote == '"' && toml[at] == '\\')
            ++at;
        else if (isLong && toml.substr(at).starts_with(three)) // two quotes more are inside
            return std::min({toml.find_first_not_of(quote, at), at + 5, toml.size()});
        else if (!isLong && toml[at] == quote)
            return at + 1;
        else if (!isLong && toml[at] == '\n')
            return at;
    }
    return toml.size();
}

/// True if a line has a character that TOML has nowhere. toml++ trusts that there is none.
bool hasStranger(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return std::ranges::any_of(line, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    });
}

/// The first place beyond ASCII that is neither in a string nor in a comment; npos if there is
/// none.
std::size_t strayPlace(std::string_view toml)
{
    for (std::size_t i = 0; i < toml.size();) {
        if (toml[i] == '#')
            i = std::min(toml.find('\n', i), toml.size());
        else if (toml[i] == '"' || toml[i] == '\'')
            i = pastString(toml, i);
        else if (static_cast<unsigned char>(toml[i]) >= 0x80)
            return i;
        else
            ++i;
    }
    return std::string_view::npos;
}

Result<> checkCharacters(std::string_view toml)
{
    const auto stray = strayPlace(toml);
    std::uint32_t number = 1;
    for (std::size_t at = 0; at < toml.size(); ++number) {
        const auto end = std::min(toml.find('\n', at), toml.size());
        const auto line = toml.substr(at, end - at);
        if (!isUtf8(line))
            return atLine(number, "this is not UTF-8");
        if (hasStranger(line) || (at <= stray && stray < end))
            return atLine(number, "a character that can only stand in a string or not at all");
        at = end + 1;
    }
    return {};
}

} // namespace

Settings::Settings()
{
    for (const auto& row : settings::table)
        values_.push_back(defaultOf(row));
}

bool Settings::flag(SettingKey<SettingType::Boolean> key) const
{
    return std::get<bool>(values_[key.index]);
}

std::int64_t Settings::number(SettingKey<SettingType::Integer> key) const
{
    return std::get<std::int64_t>(values_[key.index]);
}

std::uint16_t Settings::port(SettingKey<SettingType::Integer> key) const
{
    return static_cast<std::uint16_t>(number(key));
}

const std::string& Settings::text(SettingKey<SettingType::Text> key) const
{
    return std::get<std::string>(values_[key.index]);
}

const std::vector<std::string>& Settings::list(SettingKey<SettingType::TextList> key) const
{
    return std::get<std::vector<std::string>>(values_[key.index]);
}

Result<> Settings::set(std::string_view key, Value value)
{
    const Setting* row = rowOf(key);
    if (row == nullptr)
        return unknownKey(key);
    if (!permits(*row, value))
        return bad(fmt::format("{} must be {}", key, expectation(*row)));
    values_[static_cast<std::size_t>(row - settings::table.data())] = std::move(value);
    return {};
}

Result<Settings> parseSettings(std::string_view toml)
{
    if (auto checked = checkCharacters(toml); !checked)
        return std::unexpected(std::move(checked.error()));
    const toml::parse_result parsed = toml::parse(toml);
    if (!parsed)
        return atLine(parsed.error().source().begin.line, parsed.error().description());
    Settings out;
    for (const auto& [section, node] : parsed.table()) {
        const auto* members = node.as_table();
        if (members == nullptr) {
            const auto text
                = fmt::format("{} must stand in a section such as [imap]", section.str());
            return atLine(node.source().begin.line, text);
        }
        for (const auto& [name, member] : *members) {
            const auto key = fmt::format("{}.{}", section.str(), name.str());
            auto value = valueOf(member);
            const Setting* row = rowOf(key);
            Result<> set;
            if (row != nullptr && !value)
                set = bad(fmt::format("{} must be {}", key, expectation(*row)));
            else
                set = out.set(key, value.value_or(false));
            if (!set)
                return atLine(member.source().begin.line, set.error().text);
        }
    }
    return out;
}

std::vector<std::string_view> restartNeeded(const Settings& running, const Settings& wanted)
{
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < settings::table.size(); ++i) {
        if (settings::table[i].life == SettingLife::Restart && running.value(i) != wanted.value(i))
            out.push_back(settings::table[i].key);
    }
    return out;
}

} // namespace postamt
