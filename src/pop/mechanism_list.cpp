#include "pop/mechanism_list.h"

#include "accounts/authenticator.h"
#include "accounts/login_channel.h"

namespace postamt::pop {

std::vector<std::string>
mechanisms(const accounts::Authenticator& authenticator, const net::Stream& stream)
{
    std::vector<std::string> out;
    for (const auto name : authenticator.mechanisms(accounts::channelOf(stream))) {
        if (name != "LOGIN")
            out.emplace_back(name);
    }
    return out;
}

} // namespace postamt::pop
