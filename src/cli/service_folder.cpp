#include "cli/service_folder.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace postamt::cli {

ServiceFolder::ServiceFolder(std::filesystem::path path)
{
    std::error_code code;
    path_ = std::filesystem::absolute(path, code).lexically_normal();
}

bool ServiceFolder::exists() const
{
    std::error_code code;
    return std::filesystem::exists(settingsFile(), code);
}

Result<Settings> ServiceFolder::settings() const
{
    if (!exists()) {
        return no(fmt::format(
            "{0} has no postamt.toml; make it with: postamt init {0} --domain DOMAIN",
            path_.string()
        ));
    }
    std::ifstream file(settingsFile(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        return no(fmt::format("{} cannot be read", settingsFile().string()));
    auto settings = parseSettings(text.str());
    if (!settings)
        return no(fmt::format("{}: {}", settingsFile().string(), settings.error().text));
    return settings;
}

} // namespace postamt::cli
