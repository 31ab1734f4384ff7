#include "pop/rule.h"

#include <array>
#include <variant>

namespace postamt::pop {

namespace {

// In the order of proto::Command.
constexpr std::array<Rule, std::variant_size_v<proto::Command>> table{
    {
     // name   before login, after, TLS
        {"USER", true, false, true},
     {"PASS", true, false, true},
     {"AUTH", true, false, true},
     {"CAPA", true, true, false},
     {"STLS", true, false, false},
     {"STAT", false, true, false},
     {"LIST", false, true, false},
     {"UIDL", false, true, false},
     {"RETR", false, true, false},
     {"DELE", false, true, false},
     {"TOP", false, true, false},
     {"NOOP", false, true, false},
     {"RSET", false, true, false},
     {"QUIT", true, true, false},
     }
};

/// True if the row at the place of a command bears its name.
template <class Request>
constexpr bool isAt(std::string_view name)
{
    return table[proto::Command(Request()).index()].name == name;
}

static_assert(isAt<proto::User>("USER") && isAt<proto::Quit>("QUIT") && isAt<proto::Top>("TOP"));

} // namespace

const Rule& ruleOf(const proto::Command& command)
{
    return table[command.index()];
}

} // namespace postamt::pop
