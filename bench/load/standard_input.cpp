#include "load/standard_input.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <unistd.h>

namespace postamt::load {

StandardInput::StandardInput(Executor executor)
    : pipe_(std::move(executor), ::dup(STDIN_FILENO)) { }

Task<std::string> StandardInput::line()
{
    for (;;) {
        if (const auto end = kept_.find('\n'); end != std::string::npos) {
            auto line = kept_.substr(0, end);
            kept_.erase(0, end + 1);
            co_return line;
        }
        std::array<char, 256> buffer{};
        boost::system::error_code error;
        const auto room = boost::asio::buffer(buffer);
        const auto size = co_await pipe_.async_read_some(
            room, boost::asio::redirect_error(boost::asio::use_awaitable, error)
        );
        if (error)
            co_return "quit";
        kept_.append(buffer.data(), size);
    }
}

} // namespace postamt::load
