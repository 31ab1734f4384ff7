#pragma once

#include "base/result.h"
#include "base/settings_table.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postamt {

/// The name of a setting of one type, looked up by the compiler: a key that is not in the table, or
/// of another type, does not compile.
template <SettingType type>
struct SettingKey {
    std::size_t index;

    // NOLINTNEXTLINE(google-explicit-constructor): so that number("imap.port") can be written
    consteval SettingKey(const char* key) : index(find(key)) { }

private:
    static consteval std::size_t find(std::string_view key)
    {
        for (std::size_t i = 0; i < settings::table.size(); ++i) {
            if (settings::table[i].key == key && settings::table[i].type == type)
                return i;
        }
        throw "there is no setting of this key and type";
    }
};

/// The value of every setting: what the settings file says, else the default. A plain value;
/// sessions share one that never changes, and a reload makes another.
class Settings {
public:
    using Value = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

    /// All defaults.
    Settings();

    bool flag(SettingKey<SettingType::Boolean> key) const;
    /// In the unit of the setting.
    std::int64_t number(SettingKey<SettingType::Integer> key) const;
    /// The same as a port number.
    std::uint16_t port(SettingKey<SettingType::Integer> key) const;
    const std::string& text(SettingKey<SettingType::Text> key) const;
    const std::vector<std::string>& list(SettingKey<SettingType::TextList> key) const;

    /// Sets by name. Bad, naming the key and what is expected, if there is no such setting, the
    /// type differs or the value is out of range.
    Result<> set(std::string_view key, Value value);

    const Value& value(std::size_t index) const { return values_[index]; }

    bool operator==(const Settings&) const = default;

private:
    std::vector<Value> values_; ///< in the order of the table
};

/// Reads a settings file (TOML 1.0). Bad with one line that names the line, the key and what is
/// expected.
Result<Settings> parseSettings(std::string_view toml);

/// The text of a settings file that shows every setting with its sentence, unit and default. What
/// differs from the default is set, the rest is commented out. parseSettings() of it gives `values`
/// again.
std::string settingsFile(const Settings& values);

/// docs/settings.md.
std::string settingsReference();

/// The keys whose values differ and that take effect only when the service starts again.
std::vector<std::string_view> restartNeeded(const Settings& running, const Settings& wanted);

} // namespace postamt
