#pragma once

#include "base/task.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace postamt {

/// One value handed from any thread to one waiting coroutine. Copies share the value: give one copy
/// to the producer and await the other. A second set() is ignored.
template <class T>
class Oneshot {
public:
    Oneshot() : state_(std::make_shared<State>()) { }

    /// Delivers the value; the waiter goes on upon its own executor, never inside this call.
    void set(T value) const
    {
        std::move_only_function<void(T)> handler;
        {
            const std::lock_guard lock(state_->mutex);
            if (state_->done)
                return;
            state_->done = true;
            if (!state_->handler) {
                state_->value.emplace(std::move(value));
                return;
            }
            handler = std::move(state_->handler);
        }
        handler(std::move(value));
    }

    /// The value, once it is there. To be awaited at most once.
    Task<T> wait() const { return waitFor(state_); }

private:
    struct State {
        std::mutex mutex;
        bool done = false;
        std::optional<T> value;
        std::move_only_function<void(T)> handler;
    };

    static Task<T> waitFor(std::shared_ptr<State> state)
    {
        return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(T)>(
            [](auto handler, std::shared_ptr<State> shared) {
                auto executor = boost::asio::get_associated_executor(handler);
                auto resume = [handler = std::move(handler), executor](T value) mutable {
                    boost::asio::post(
                        executor,
                        [handler = std::move(handler), value = std::move(value)]() mutable {
                            std::move(handler)(std::move(value));
                        }
                    );
                };
                std::unique_lock lock(shared->mutex);
                if (shared->value) {
                    T value = std::move(*shared->value);
                    lock.unlock();
                    resume(std::move(value));
                    return;
                }
                shared->handler = std::move(resume);
            },
            boost::asio::use_awaitable,
            std::move(state)
        );
    }

    std::shared_ptr<State> state_;
};

} // namespace postamt
