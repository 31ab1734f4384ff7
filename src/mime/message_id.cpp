#include "mime/message_id.h"

#include <algorithm>

namespace postamt::mime {

namespace {

constexpr bool isWhite(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}

constexpr std::size_t maxLength = 1000;

void add(std::vector<std::string>& ids, std::string_view text)
{
    std::string id(text.substr(0, maxLength));
    std::erase_if(id, isWhite);
    if (!id.empty() && (ids.empty() || ids.back() != id))
        ids.push_back(std::move(id));
}

} // namespace

std::vector<std::string> messageIds(std::string_view raw, std::size_t limit)
{
    std::vector<std::string> ids;
    std::size_t open = std::string_view::npos;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '<') {
            open = i + 1;
        } else if (raw[i] == '>' && open != std::string_view::npos) {
            add(ids, raw.substr(open, i - open));
            open = std::string_view::npos;
        }
    }
    const bool hasBrackets = !ids.empty();
    for (std::size_t i = 0; !hasBrackets && i < raw.size();) {
        const auto end = static_cast<std::size_t>(
            std::find_if(raw.begin() + static_cast<std::ptrdiff_t>(i), raw.end(), isWhite)
            - raw.begin()
        );
        const std::string_view word = raw.substr(i, end - i);
        if (word.find('@') != std::string_view::npos)
            add(ids, word.substr(word.front() == '<' ? 1 : 0));
        i = end + 1;
    }
    if (ids.size() > limit) {
        const auto excess = static_cast<std::ptrdiff_t>(ids.size() - limit);
        ids.erase(ids.begin() + 1, ids.begin() + 1 + excess);
    }
    return ids;
}

} // namespace postamt::mime
