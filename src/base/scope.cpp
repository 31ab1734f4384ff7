#include "base/scope.h"

#include "base/log.h"

#include <boost/asio/co_spawn.hpp>

#include <cassert>
#include <exception>
#include <mutex>
#include <variant>

namespace postamt {

struct Scope::State {
    std::mutex mutex;
    std::size_t running = 0;
    std::optional<Oneshot<std::monostate>> joined;
};

Scope::Scope() : state_(std::make_shared<State>()) { }

Scope::~Scope()
{
    assert(size() == 0);
}

void Scope::spawn(Executor executor, Task<> task)
{
    {
        const std::lock_guard lock(state_->mutex);
        ++state_->running;
    }
    auto ended = [state = state_](std::exception_ptr failure) {
        if (failure) {
            try {
                std::rethrow_exception(failure);
            } catch (const std::exception& e) {
                log::error("base", "a task ended by exception: {}", e.what());
            }
        }
        std::optional<Oneshot<std::monostate>> joined;
        {
            const std::lock_guard lock(state->mutex);
            if (--state->running == 0)
                joined = std::exchange(state->joined, std::nullopt);
        }
        if (joined)
            joined->set({});
    };
    boost::asio::co_spawn(executor, std::move(task), std::move(ended));
}

std::size_t Scope::size() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->running;
}

Task<> Scope::join()
{
    Oneshot<std::monostate> joined;
    {
        const std::lock_guard lock(state_->mutex);
        if (state_->running == 0)
            co_return;
        state_->joined = joined;
    }
    co_await joined.wait();
}

} // namespace postamt
