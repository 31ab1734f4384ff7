#include "load/search_hits.h"

#include "load/imap_client.h"

namespace postamt::load {

std::optional<std::uint64_t> searchHits(std::string_view response)
{
    constexpr std::string_view word = "* SEARCH";
    if (!response.starts_with(word))
        return {};
    response.remove_prefix(word.size());
    std::uint64_t hits = 0;
    while (response.starts_with(' ') && response.size() > 1) {
        response.remove_prefix(1);
        if (response.starts_with('('))
            break; // MODSEQ
        takeNumber(response);
        ++hits;
    }
    return hits;
}

} // namespace postamt::load
