#include "tokens/base64url.h"

#include "base/encoding.h"

#include <algorithm>

namespace postamt::tokens {

std::optional<std::string> base64UrlDecode(std::string_view text)
{
    if (text.find_first_of("+/=") != std::string_view::npos)
        return std::nullopt;
    std::string plain(text);
    std::ranges::replace(plain, '-', '+');
    std::ranges::replace(plain, '_', '/');
    plain.append((4 - plain.size() % 4) % 4, '=');
    return base64Decode(plain);
}

} // namespace postamt::tokens
