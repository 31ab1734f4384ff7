#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postamt {

enum class SettingType { Boolean, Integer, Text, TextList };

/// What an integer counts.
enum class SettingUnit { None, Bytes, Count, Days, Port, Seconds };

/// When a changed value takes effect: on SIGHUP, or when the service starts again.
enum class SettingLife { Reload, Restart };

/// One setting of the service: what it is called, what it may be, and what it is for.
struct Setting {
    std::string_view key; ///< path in the file: section, dot, name
    SettingType type = SettingType::Text;
    SettingLife life = SettingLife::Restart;
    std::string_view sentence; ///< one plain sentence for the operator

    SettingUnit unit = SettingUnit::None; ///< of an Integer
    std::int64_t number = 0; ///< default of an Integer, and of a Boolean (0 or 1)
    std::int64_t least = 0; ///< of an Integer, inclusive
    std::int64_t most = 0; ///< of an Integer, inclusive

    std::string_view text = {}; ///< default of a Text; of a TextList with commas between the members
    std::string_view choices = {}; ///< the values a Text may have, commas between; empty: any

    constexpr std::string_view section() const { return key.substr(0, key.find('.')); }

    constexpr std::string_view name() const { return key.substr(key.find('.') + 1); }
};

namespace settings {

constexpr Setting
text(std::string_view key, std::string_view value, SettingLife life, std::string_view sentence)
{
    Setting row{.key = key, .type = SettingType::Text, .life = life, .sentence = sentence};
    row.text = value;
    return row;
}

constexpr Setting choice(
    std::string_view key,
    std::string_view value,
    std::string_view choices,
    SettingLife life,
    std::string_view sentence
)
{
    Setting row = text(key, value, life, sentence);
    row.choices = choices;
    return row;
}

constexpr Setting flag(std::string_view key, bool value, SettingLife life, std::string_view sentence)
{
    Setting row{.key = key, .type = SettingType::Boolean, .life = life, .sentence = sentence};
    row.number = value ? 1 : 0;
    return row;
}

constexpr Setting list(
    std::string_view key,
    std::string_view value,
    std::string_view sentence,
    SettingLife life = SettingLife::Restart
)
{
    Setting row = text(key, value, life, sentence);
    row.type = SettingType::TextList;
    return row;
}

/// An Integer with its default and bounds.
struct Bounds {
    std::int64_t value;
    std::int64_t least;
    std::int64_t most;
};

constexpr Setting integer(
    std::string_view key,
    SettingUnit unit,
    Bounds bounds,
    SettingLife life,
    std::string_view sentence
)
{
    Setting row{.key = key, .type = SettingType::Integer, .life = life, .sentence = sentence};
    row.unit = unit;
    row.number = bounds.value;
    row.least = bounds.least;
    row.most = bounds.most;
    return row;
}

constexpr Setting port(std::string_view key, std::int64_t value, std::string_view sentence)
{
    return integer(key, SettingUnit::Port, {value, 0, 65535}, SettingLife::Restart, sentence);
}

} // namespace settings

} // namespace postamt
