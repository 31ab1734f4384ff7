#pragma once

#include "base/task.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <functional>

namespace postamt {

/// Waits without holding a thread. Ends early, by exception, when the coroutine is cancelled.
inline Task<> sleepFor(std::chrono::milliseconds time)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, time);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

/// sleepFor(), or what stands for it in a test, so that tests never sleep.
using Sleep = std::function<Task<>(std::chrono::milliseconds)>;

} // namespace postamt
