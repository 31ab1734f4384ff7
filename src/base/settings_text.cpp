#include "base/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace postamt {

namespace {

/// A TOML basic string.
std::string inQuotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + '"';
}

std::string inToml(const Settings::Value& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return inQuotes(*text);
    std::vector<std::string> members;
    for (const auto& member : std::get<std::vector<std::string>>(value))
        members.push_back(inQuotes(member));
    return fmt::format("[{}]", fmt::join(members, ", "));
}

/// A number with the largest unit that divides it, such as "50 MB"; empty if that says nothing
/// more.
std::string rounded(const Setting& row)
{
    using Step = std::pair<std::int64_t, std::string_view>;
    static constexpr Step bytes[] = {
        {1LL << 30, "GB"},
        {1LL << 20, "MB"},
        {1LL << 10, "KB"}
    };
    static constexpr Step seconds[] = {
        {86400, "days"   },
        {3600,  "hours"  },
        {60,    "minutes"}
    };
    const auto steps = row.unit == SettingUnit::Bytes ? std::span<const Step>(bytes)
        : row.unit == SettingUnit::Seconds            ? std::span<const Step>(seconds)
                                                      : std::span<const Step>();
    for (const auto& [size, name] : steps) {
        if (row.number >= size && row.number % size == 0) {
            const auto count = row.number / size;
            const bool one = count == 1 && name.ends_with('s');
            return fmt::format("{} {}", count, one ? name.substr(0, name.size() - 1) : name);
        }
    }
    return {};
}

std::string_view unitName(SettingUnit unit)
{
    switch (unit) {
    case SettingUnit::Bytes:
        return "bytes";
    case SettingUnit::Days:
        return "days";
    case SettingUnit::Port:
        return "port";
    case SettingUnit::Seconds:
        return "seconds";
    case SettingUnit::Count:
    case SettingUnit::None:
        break;
    }
    return {};
}

/// What kind of value it is: "seconds, 60 to 86400", "one of none, starttls, implicit".
std::string kind(const Setting& row)
{
    switch (row.type) {
    case SettingType::Boolean:
        return "true or false";
    case SettingType::Integer: {
        const auto unit = unitName(row.unit);
        const auto most = row.most == INT64_MAX ? "any" : std::to_string(row.most);
        return fmt::format("{}{}{} to {}", unit, unit.empty() ? "" : ", ", row.least, most);
    }
    case SettingType::Text: {
        if (row.choices.empty())
            return "text";
        std::string out = "one of ";
        for (const char c : row.choices)
            out += c == ',' ? std::string(", ") : std::string(1, c);
        return out;
    }
    case SettingType::TextList:
        break;
    }
    return "list of texts";
}

std::string_view lifeName(SettingLife life)
{
    return life == SettingLife::Reload ? "reload" : "restart";
}

constexpr std::string_view fileHead = R"(# The settings of this Postamt service.
#
# A line that begins with "#name =" shows a default: take the # away and change the value to set it.
# Paths that do not begin with / are relative to the folder of this file.
# A change marked "reload" takes effect on SIGHUP, one marked "restart" when the service starts again.
)";

constexpr std::string_view referenceHead = R"(# Settings

The file `postamt.toml` in the data directory (TOML). `postamt init` writes it with every setting commented; what is not set has its default.
Paths that do not begin with `/` are relative to the data directory. *Takes effect*: on `SIGHUP` (reload), or when the service starts again (restart).
An unknown key, a wrong type or a value out of range stops the start, and leaves a reload without effect, with a line that says what is expected.

This page is generated from `src/base/settings_table.h`; write it anew with `postamt settings > docs/settings.md`.
)";

} // namespace

std::string settingsFile(const Settings& values)
{
    const Settings defaults;
    std::string out(fileHead);
    std::string_view section;
    for (std::size_t i = 0; i < settings::table.size(); ++i) {
        const auto& row = settings::table[i];
        if (row.section() != section) {
            section = row.section();
            out += fmt::format("\n[{}]\n", section);
        }
        const auto about = rounded(row);
        out += fmt::format("# {}\n", row.sentence);
        out += fmt::format(
            "# {}; default {}{}; {}\n",
            kind(row),
            inToml(defaults.value(i)),
            about.empty() ? "" : " (" + about + ")",
            lifeName(row.life)
        );
        const bool isDefault = values.value(i) == defaults.value(i);
        out += fmt::format(
            "{}{} = {}\n", isDefault ? "#" : "", row.name(), inToml(values.value(i))
        );
    }
    return out;
}

std::string settingsReference()
{
    const Settings defaults;
    std::string out(referenceHead);
    std::string_view section;
    for (std::size_t i = 0; i < settings::table.size(); ++i) {
        const auto& row = settings::table[i];
        if (row.section() != section) {
            section = row.section();
            out += fmt::format("\n## [{}]\n\n", section);
            out += "| key | value | default | takes effect | meaning |\n|---|---|---|---|---|\n";
        }
        const auto about = rounded(row);
        out += fmt::format(
            "| `{}` | {} | `{}`{} | {} | {} |\n",
            row.name(),
            kind(row),
            inToml(defaults.value(i)),
            about.empty() ? "" : " (" + about + ")",
            lifeName(row.life),
            row.sentence
        );
    }
    return out;
}

} // namespace postamt
