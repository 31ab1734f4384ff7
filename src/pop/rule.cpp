#include "pop/rule.h"

#include <array>
#include <type_traits>
#include <variant>

namespace postamt::pop {

namespace {

// In the order of proto::Command: name, before login, after login, needs TLS.
constexpr auto table = std::to_array<Rule>({
    {"USER", true,  false, true },
    {"PASS", true,  false, true },
    {"AUTH", true,  false, true },
    {"CAPA", true,  true,  false},
    {"STLS", true,  false, false},
    {"UTF8", true,  false, false},
    {"LANG", true,  true,  false},
    {"STAT", false, true,  false},
    {"LIST", false, true,  false},
    {"UIDL", false, true,  false},
    {"RETR", false, true,  false},
    {"DELE", false, true,  false},
    {"TOP",  false, true,  false},
    {"NOOP", false, true,  false},
    {"RSET", false, true,  false},
    {"QUIT", true,  true,  false},
});
static_assert(table.size() == std::variant_size_v<proto::Command>);

template <class Request, std::size_t place>
constexpr bool isAt = std::is_same_v<std::variant_alternative_t<place, proto::Command>, Request>;

static_assert(isAt<proto::User, 0> && isAt<proto::Pass, 1> && isAt<proto::Auth, 2>);
static_assert(isAt<proto::Capa, 3> && isAt<proto::Stls, 4> && isAt<proto::Utf8, 5>);
static_assert(isAt<proto::Lang, 6> && isAt<proto::Stat, 7> && isAt<proto::List, 8>);
static_assert(isAt<proto::Uidl, 9> && isAt<proto::Retr, 10> && isAt<proto::Dele, 11>);
static_assert(isAt<proto::Top, 12> && isAt<proto::Noop, 13> && isAt<proto::Rset, 14>);
static_assert(isAt<proto::Quit, 15>);

} // namespace

const Rule& ruleOf(const proto::Command& command)
{
    return table[command.index()];
}

} // namespace postamt::pop
