#include "transcript/service.h"

#include <algorithm>
#include <array>

namespace postamt::transcript {

namespace {

constexpr Manners imapManners{.hasLiterals = true, .isFree = true};

constexpr std::string_view smtpLogIn = "1 C: EHLO client.example\n"
                                       "1 S: ...\n"
                                       "1 S: 250 \n"
                                       "1 C: AUTH PLAIN $plain($user,$password)\n"
                                       "1 S: 235 \n";

// Keep these alphabetical
constexpr auto services = std::to_array<Service>({
    {"imap",
     imapManners,      State::Authenticated,
     "1 S: * OK",                                         "1 C: x LOGIN $user $password\n1 S: ...\n1 S: x OK\n",
     "1 C: x SELECT INBOX\n1 S: ...\n1 S: x OK\n"                                                                         },
    {"lmtp",       {}, State::Greeted,       "1 S: 220 ", "",                                                           ""},
    {"pop",
     {},
     State::Authenticated,
     "1 S: +OK",                                          "1 C: USER $user\n1 S: +OK\n1 C: PASS $password\n1 S: +OK\n",
     ""                                                                                                                   },
    {"smtp",       {}, State::Greeted,       "1 S: 220 ", "",                                                           ""},
    {"submission", {}, State::Greeted,       "1 S: 220 ", smtpLogIn,                                                    ""},
});

} // namespace

const Service* findService(std::string_view name)
{
    const auto* found = std::ranges::find(services, name, &Service::name);
    return found == services.end() ? nullptr : found;
}

} // namespace postamt::transcript
