#include "mail/rights.h"

#include <algorithm>
#include <array>

namespace postamt::mail {

namespace {

struct Letter {
    char letter;
    Rights rights;
};

constexpr Rights creating = Right::CreateMailbox;
constexpr Rights deleting = Right::DeleteMailbox | Right::DeleteMessages | Right::Expunge;

constexpr std::string_view grantable = "lrswipkxteacd";

// clang-format off
constexpr std::array letters{
    Letter{'l', Right::Lookup        },
    Letter{'r', Right::Read          },
    Letter{'s', Right::Seen          },
    Letter{'w', Right::Write         },
    Letter{'i', Right::Insert        },
    Letter{'p', Right::Post          },
    Letter{'k', Right::CreateMailbox },
    Letter{'x', Right::DeleteMailbox },
    Letter{'t', Right::DeleteMessages},
    Letter{'e', Right::Expunge       },
    Letter{'a', Right::Administer    },
    Letter{'c', creating             },
    Letter{'d', deleting             },
};
// clang-format on
static_assert(std::ranges::equal(letters, grantable, {}, &Letter::letter));

} // namespace

std::optional<Rights> rightsOf(std::string_view text)
{
    Rights out;
    for (const char c : text) {
        const auto* const found = std::ranges::find(letters, c, &Letter::letter);
        if (found == letters.end())
            return std::nullopt;
        out = out | found->rights;
    }
    return out;
}

std::string lettersOf(Rights rights)
{
    std::string out;
    for (const auto& letter : letters) {
        if (rights.hasAnyOf(letter.rights))
            out += letter.letter;
    }
    return out;
}

std::string_view grantableLetters()
{
    return grantable;
}

} // namespace postamt::mail
