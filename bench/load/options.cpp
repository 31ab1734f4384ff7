#include "load/options.h"

#include "load/failure.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <variant>

namespace postamt::load {

namespace {

using Target = std::variant<
    std::string Options::*,
    std::uint16_t Options::*,
    std::size_t Options::*,
    double Options::*>;

struct Option {
    std::string_view name;
    Target target;
};

// In alphabetical order.
constexpr std::array table{
    Option{"--changes",     &Options::changes    },
    Option{"--connections", &Options::connections},
    Option{"--domain",      &Options::domain     },
    Option{"--first",       &Options::first      },
    Option{"--hits",        &Options::hits       },
    Option{"--host",        &Options::host       },
    Option{"--imap",        &Options::imap       },
    Option{"--imaps",       &Options::imaps      },
    Option{"--items",       &Options::items      },
    Option{"--key",         &Options::key        },
    Option{"--lmtp",        &Options::lmtp       },
    Option{"--mailbox",     &Options::mailbox    },
    Option{"--messages",    &Options::messages   },
    Option{"--mode",        &Options::mode       },
    Option{"--password",    &Options::password   },
    Option{"--patience",    &Options::patience   },
    Option{"--pop",         &Options::pop        },
    Option{"--pops",        &Options::pops       },
    Option{"--proto",       &Options::proto      },
    Option{"--repeat",      &Options::repeat     },
    Option{"--seconds",     &Options::seconds    },
    Option{"--size",        &Options::size       },
    Option{"--user",        &Options::user       },
    Option{"--user-prefix", &Options::userPrefix },
    Option{"--users",       &Options::users      },
};

template <class Number>
void assign(Number& to, std::string_view name, std::string_view text)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
    if (error != std::errc() || end != text.data() + text.size())
        giveUp(fmt::format("{} wants a number", name), text);
}

void assign(std::string& to, std::string_view /*name*/, std::string_view text)
{
    to = text;
}

void set(Options& options, std::string_view name, std::string_view value)
{
    for (const Option& option : table) {
        if (option.name != name)
            continue;
        std::visit([&](auto member) { assign(options.*member, name, value); }, option.target);
        return;
    }
    giveUp("unknown option", name);
}

} // namespace

std::string Options::address(std::size_t number) const
{
    return fmt::format("{}{}@{}", userPrefix, number, domain);
}

std::string Options::accountOf(std::size_t connection) const
{
    return address(user > 0 ? user : connection % users + 1);
}

Options parseOptions(int count, char** words)
{
    Options options;
    for (int i = 0; i < count; ++i) {
        const std::string_view name = words[i];
        if (name == "--tls") {
            options.tls = true;
            continue;
        }
        if (i + 1 == count)
            giveUp("a value is missing behind", name);
        set(options, name, words[++i]);
    }
    if (options.users == 0 || options.connections == 0)
        giveUp("--users and --connections must be at least 1");
    return options;
}

} // namespace postamt::load
