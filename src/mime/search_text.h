#pragma once

#include "mime/part.h"
#include "text/collation.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::mime {

/// Takes one text in the form in which it is searched; returns false to end the walk.
using TextVisitor = std::function<bool(std::string_view text)>;

/// True if the needle is in the haystack, both in that form. The empty needle is in every text.
/// Linear.
bool contains(std::string_view text, std::string_view needle);

// What follows gives texts in the form of a collation (text::searchForm), or compares them so.

/// Gives each field of a header, decoded: "name: value". False if the visitor ended it.
bool visitHeaderTexts(
    std::string_view header,
    const TextVisitor& visitor,
    text::Collation collation = text::Collation::UnicodeCasemap
);

/// Gives the texts of the body: each text part decoded to UTF-8, HTML as text, and the headers of
/// messages inside. What has an unknown transfer encoding is left out. False if the visitor ended
/// it.
bool visitBodyTexts(
    std::string_view message,
    std::span<const Part> parts,
    const TextVisitor& visitor,
    text::Collation collation = text::Collation::UnicodeCasemap
);

/// SEARCH HEADER: true if a field of this name has the needle in its decoded value. The name is
/// found in any letter case.
bool headerContains(
    std::string_view header,
    std::string_view name,
    std::string_view needle,
    text::Collation collation = text::Collation::UnicodeCasemap
);

} // namespace postamt::mime
