#include "pop/capability.h"

#include <array>
#include <string_view>

namespace postamt::pop {

namespace {

struct Capability {
    std::string_view text;
    bool beforeLogin;
    bool afterLogin;
    bool withoutTls;
    bool withTls;
};

// Keep these alphabetical. Those whose arguments differ stand apart.
constexpr auto table = std::to_array<Capability>({
    //                  before after  plain  TLS
    {"AUTH-RESP-CODE",         true,  true,  true,  true }, // RFC 3206
    {"IMPLEMENTATION Postamt", false, true,  true,  true }, // RFC 2449 section 6.9, to users only
    {"LANG",                   true,  true,  true,  true }, // RFC 6856 section 3
    {"PIPELINING",             true,  true,  true,  true }, // RFC 2449 section 6.6
    {"RESP-CODES",             true,  true,  true,  true }, // RFC 2449 section 6.4
    {"STLS",                   true,  false, true,  false}, // RFC 2595 section 4
    {"TOP",                    true,  true,  true,  true }, // RFC 1939 section 7
    {"UIDL",                   true,  true,  true,  true },
    {"USER",                   true,  true,  false, true },
    {"UTF8 USER",              true,  true,  true,  true }, // RFC 6856 section 2
});

} // namespace

std::vector<std::string> capabilities(const CapabilityState& state)
{
    std::vector<std::string> out;
    if (!state.mechanisms.empty()) {
        out.emplace_back("SASL"); // RFC 5034
        for (const auto& mechanism : state.mechanisms) {
            out.back() += ' ';
            out.back() += mechanism;
        }
    }
    for (const Capability& capability : table) {
        const bool isInState = state.isLoggedIn ? capability.afterLogin : capability.beforeLogin;
        if (isInState && (state.isSecure ? capability.withTls : capability.withoutTls))
            out.emplace_back(capability.text);
    }
    if (!state.expire.empty())
        out.push_back("EXPIRE " + state.expire);
    if (!state.loginDelay.empty())
        out.push_back("LOGIN-DELAY " + state.loginDelay);
    return out;
}

} // namespace postamt::pop
