#pragma once

#include "base/scope.h"
#include "base/task.h"

#include <boost/asio/this_coro.hpp>

#include <utility>
#include <vector>

namespace postamt {

/// Runs tasks at the same time, upon the executor of the one who awaits, until all have ended. An
/// exception that leaves one is logged.
inline Task<> awaitAll(std::vector<Task<>> tasks)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    Scope scope;
    for (auto& task : tasks)
        scope.spawn(executor, std::move(task));
    co_await scope.join();
}

} // namespace postamt
