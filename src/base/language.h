#pragma once

#include <optional>
#include <string_view>

namespace postamt {

/// What people are spoken to in.
enum class Language {
    English,
    German,
};

/// "en" or "de".
constexpr std::optional<Language> parseLanguage(std::string_view text)
{
    if (text == "en")
        return Language::English;
    if (text == "de")
        return Language::German;
    return std::nullopt;
}

} // namespace postamt
