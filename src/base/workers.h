#pragma once

#include "base/oneshot.h"
#include "base/task.h"

#include <boost/asio/thread_pool.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace postamt {

/// Threads for work that would block or burn an io thread: password hashing, a large parse, a scan
/// that leaves memory. Owned by server/, lent to the parts by reference.
class Workers {
public:
    /// `threads` at least 1.
    explicit Workers(std::size_t threads);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Runs `work` on a worker thread; the awaiting coroutine goes on upon its own executor with
    /// what it returned, or with the exception that it threw. `work` must own what it needs.
    template <class F>
    Task<std::invoke_result_t<F&>> run(F work)
    {
        using T = std::invoke_result_t<F&>;
        using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
        using Outcome = std::variant<std::monostate, std::exception_ptr, std::optional<Value>>;
        Oneshot<Outcome> oneshot;
        post([work = std::move(work), oneshot]() mutable {
            Outcome outcome;
            try {
                if constexpr (std::is_void_v<T>) {
                    work();
                    outcome.template emplace<2>(Value{});
                } else {
                    outcome.template emplace<2>(work());
                }
            } catch (...) {
                outcome.template emplace<1>(std::current_exception());
            }
            oneshot.set(std::move(outcome));
        });
        Outcome outcome = co_await oneshot.wait();
        if (auto* failure = std::get_if<1>(&outcome))
            std::rethrow_exception(*failure);
        if constexpr (!std::is_void_v<T>)
            co_return std::move(*std::get<2>(outcome));
    }

    /// Runs `work` some time on a worker thread. It must not throw.
    void post(std::move_only_function<void()> work);

    /// Finishes what was posted and ends the threads.
    void join();

private:
    boost::asio::thread_pool pool_;
};

} // namespace postamt
