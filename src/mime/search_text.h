#pragma once

#include "mime/part.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::mime {

/// Takes one text, folded (text::folded); returns false to end the walk.
using TextVisitor = std::function<bool(std::string_view folded)>;

/// True if the needle is in the haystack, both folded. The empty needle is in every text. Linear.
bool contains(std::string_view folded, std::string_view foldedNeedle);

/// Gives each field of a header, decoded: "name: value". False if the visitor ended it.
bool visitHeaderTexts(std::string_view header, const TextVisitor& visitor);

/// Gives the texts of the body: each text part decoded to UTF-8, HTML as text, and the headers of
/// messages inside. What has an unknown transfer encoding is left out. False if the visitor ended
/// it.
bool visitBodyTexts(
    std::string_view message, std::span<const Part> parts, const TextVisitor& visitor
);

/// SEARCH HEADER: true if a field of this name has the folded needle in its decoded value.
bool headerContains(std::string_view header, std::string_view name, std::string_view foldedNeedle);

} // namespace postamt::mime
