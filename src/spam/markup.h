#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::spam {

struct Link {
    std::string target; ///< as written, references decoded
    std::string text; ///< what is shown of it, at most 200 bytes
};

/// What stands in HTML beside its text.
struct Markup {
    static constexpr std::size_t maxTags = 2'000;
    static constexpr std::size_t maxLinks = 200;

    std::vector<std::string> tags; ///< small letters; "font", "font color=#ff0000"
    std::vector<Link> links; ///< href
    std::vector<std::string> sources; ///< src, background, action
    std::size_t comments = 0;
    std::size_t commentsInWords = 0; ///< vi<!-- -->agra

    /// Adds what is in a piece of HTML, in one pass. Any bytes will do.
    void read(std::string_view html);
};

/// What ends the host of a link.
constexpr std::string_view authorityEnd = "/?#\\ >\"";

/// Of a link's target "https://user@host:port/path": "user@host:port". Empty if it has none.
std::string_view authorityOf(std::string_view target);

/// Of a link's target the host alone. Empty if it has none.
std::string_view hostOf(std::string_view target);

} // namespace postamt::spam
