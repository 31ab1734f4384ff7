#pragma once

#include "base/task.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace postamt::net {

/// The threads that serve connections: each has an io_context of its own, and a session stays on
/// one.
class IoThreads {
public:
    /// 0 stands for one thread for each core.
    explicit IoThreads(std::size_t count = 0);
    /// stop() and join().
    ~IoThreads();
    IoThreads(const IoThreads&) = delete;
    IoThreads& operator=(const IoThreads&) = delete;

    /// Once.
    void start();
    /// Lets the threads end, with what they have left undone. Whoever wants it done awaits it
    /// before.
    void stop();
    void join();

    std::size_t size() const { return contexts_.size(); }

    Executor executor(std::size_t index) const { return contexts_[index]->get_executor(); }

    std::vector<Executor> executors() const;

    /// One after the other. From any thread.
    Executor next() { return executor(nextIndex()); }

    std::size_t nextIndex() { return turn_.fetch_add(1, std::memory_order_relaxed) % size(); }

private:
    using Guard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    std::vector<std::unique_ptr<boost::asio::io_context>> contexts_;
    std::vector<Guard> guards_;
    std::vector<std::thread> threads_;
    std::atomic<std::size_t> turn_ = 0;
};

} // namespace postamt::net
