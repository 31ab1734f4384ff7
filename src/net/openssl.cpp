#include "net/openssl.h"

#include <openssl/err.h>

#include <csignal>
#include <mutex>

namespace postamt::net::openssl {

std::string lastError()
{
    const unsigned long code = ERR_peek_error();
    ERR_clear_error();
    if (code == 0)
        return "unknown error";
    if (const char* reason = ERR_reason_error_string(code))
        return reason;
    std::string text(256, '\0');
    ERR_error_string_n(code, text.data(), text.size());
    text.resize(text.find('\0'));
    return text;
}

void ignoreBrokenPipes()
{
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction action{};
        sigaction(SIGPIPE, nullptr, &action);
        if (action.sa_handler == SIG_DFL) {
            action.sa_handler = SIG_IGN;
            sigaction(SIGPIPE, &action, nullptr);
        }
    });
}

} // namespace postamt::net::openssl
