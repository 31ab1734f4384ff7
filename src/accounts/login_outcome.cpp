#include "accounts/login_outcome.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string>

namespace postamt::accounts {

namespace {

struct Told {
    std::string_view code;
    std::string_view text; ///< "{}" is the protocol
};

/// By LoginOutcome.
constexpr auto told = std::to_array<Told>({
    {"",                     ""                                                               },
    {"AUTHENTICATIONFAILED", "Wrong user name or password"                                    },
    {"AUTHENTICATIONFAILED", "Wrong user name or password"                                    },
    {"LIMIT",                "Too many wrong passwords from your network; try again later"    },
    {"AUTHENTICATIONFAILED", "The login was refused"                                          },
    {"INUSE",                "This account has too many connections; close some and try again"},
    {"AUTHORIZATIONFAILED",  "This account was removed"                                       },
    {"AUTHORIZATIONFAILED",  "This account is switched off"                                   },
    {"UNAVAILABLE",          "{} is switched off for this account"                            },
    {"AUTHENTICATIONFAILED", "The password was changed; log in again"                         },
    {"AUTHENTICATIONFAILED", "This account needs an app password in mail programs"            },
    {"AUTHENTICATIONFAILED", "This app password was removed"                                  },
    {"EXPIRED",              "This app password has expired; make another"                    },
    {"AUTHORIZATIONFAILED",  "This app password is not for {}"                                },
    {"AUTHENTICATIONFAILED", "Tokens of that issuer let nobody in any more"                   },
    {"EXPIRED",              "The token has expired; log in again"                            },
    {"AUTHENTICATIONFAILED", "Certificates let nobody in any more"                            },
    {"EXPIRED",              "The certificate has expired"                                    },
});
static_assert(told.size() == static_cast<std::size_t>(LoginOutcome::Count_));

} // namespace

Error refusal(LoginOutcome outcome, Protocol protocol)
{
    const auto& [code, text] = told.at(static_cast<std::size_t>(outcome));
    return {
        .fault = Fault::No,
        .text = fmt::format(fmt::runtime(text), nameOf(protocol)),
        .code = std::string(code),
    };
}

} // namespace postamt::accounts
