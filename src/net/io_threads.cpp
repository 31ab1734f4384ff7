#include "net/io_threads.h"

#include "base/log.h"

#include <algorithm>
#include <exception>
#include <pthread.h>
#include <string>

namespace postamt::net {

namespace {

/// A handler that throws must not end the thread and with it all its sessions.
void runAll(boost::asio::io_context& context)
{
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception& e) {
            log::error("net", "an io thread caught an exception: {}", e.what());
        }
    }
}

} // namespace

IoThreads::IoThreads(std::size_t count)
{
    if (count == 0)
        count = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < count; ++i) {
        contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
        guards_.push_back(boost::asio::make_work_guard(*contexts_.back()));
    }
}

IoThreads::~IoThreads()
{
    stop();
    join();
}

void IoThreads::start()
{
    for (std::size_t i = 0; i < contexts_.size(); ++i) {
        auto& thread = threads_.emplace_back([context = contexts_[i].get()] { runAll(*context); });
        const std::string name = "io-" + std::to_string(i);
        pthread_setname_np(thread.native_handle(), name.c_str());
    }
}

void IoThreads::stop()
{
    guards_.clear();
    for (const auto& context : contexts_)
        context->stop();
}

void IoThreads::join()
{
    for (auto& thread : threads_)
        thread.join();
    threads_.clear();
}

std::vector<Executor> IoThreads::executors() const
{
    std::vector<Executor> all;
    for (const auto& context : contexts_)
        all.emplace_back(context->get_executor());
    return all;
}

} // namespace postamt::net
