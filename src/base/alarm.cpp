#include "base/alarm.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace postamt {

Alarm::Alarm(Executor executor) : state_(std::make_shared<State>(executor)) { }

Task<> Alarm::wait(std::chrono::milliseconds time)
{
    const auto state = state_;
    if (state->rung.exchange(false))
        co_return;
    state->timer.expires_after(time);
    boost::system::error_code cut;
    co_await state->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cut));
    state->rung = false;
}

void Alarm::ring()
{
    state_->rung = true;
    boost::asio::post(state_->timer.get_executor(), [state = state_] { state->timer.cancel(); });
}

} // namespace postamt
