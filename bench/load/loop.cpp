#include "load/loop.h"

#include "base/oneshot.h"
#include "load/connection.h"
#include "load/failure.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <memory>

namespace postamt::load {

namespace {

int silences = 0;

/// A failure that nobody foresaw; those foreseen end the program where they are seen.
void report(std::exception_ptr error)
{
    if (!error)
        return;
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& exception) {
        giveUp(exception.what());
    }
}

Task<> watch(std::chrono::seconds patience)
{
    auto traffic = Connection::traffic();
    auto last = now();
    for (;;) {
        co_await pause(std::chrono::seconds(1));
        if (silences > 0 || traffic != Connection::traffic()) {
            traffic = Connection::traffic();
            last = now();
        }
        if (now() - last > patience)
            giveUp("the server has been silent for too long");
    }
}

} // namespace

Silence::Silence()
{
    ++silences;
}

Silence::~Silence()
{
    --silences;
}

void runToEnd(Task<> task, std::chrono::seconds patience)
{
    boost::asio::io_context context(1);
    boost::asio::co_spawn(context, watch(patience), report);
    boost::asio::co_spawn(context, std::move(task), [&context](std::exception_ptr error) {
        report(error);
        context.stop();
    });
    context.run();
}

Task<> together(std::vector<Task<>> tasks)
{
    if (tasks.empty())
        co_return;
    const auto executor = co_await boost::asio::this_coro::executor;
    const Oneshot<bool> ended;
    const auto left = std::make_shared<std::size_t>(tasks.size());
    for (auto& task : tasks) {
        boost::asio::co_spawn(executor, std::move(task), [ended, left](std::exception_ptr error) {
            report(error);
            if (--*left == 0)
                ended.set(true);
        });
    }
    co_await ended.wait();
}

Task<> inBackground(std::vector<Task<>> tasks)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    for (auto& task : tasks)
        boost::asio::co_spawn(executor, std::move(task), report);
}

Task<> pause(std::chrono::milliseconds time)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, time);
    boost::system::error_code ignored;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
}

} // namespace postamt::load
