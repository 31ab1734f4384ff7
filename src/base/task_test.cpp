#include "base/scope.h"
#include "base/workers.h"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>

namespace postamt {

namespace {

struct Seen {
    std::string value;
    std::thread::id thread;
};

Task<> waitInto(Oneshot<std::string> oneshot, Seen* seen)
{
    seen->value = co_await oneshot.wait();
    seen->thread = std::this_thread::get_id();
}

Task<> workInto(Workers* workers, Seen* seen)
{
    auto work = [] { return std::string("done"); };
    seen->value = co_await workers->run(work);
    auto failing = []() -> int { throw std::runtime_error("no luck"); };
    try {
        co_await workers->run(failing);
    } catch (const std::runtime_error& e) {
        seen->value += std::string(", ") + e.what();
    }
    seen->thread = std::this_thread::get_id();
}

Task<> joinInto(Scope* scope, bool* joined)
{
    co_await scope->join();
    *joined = true;
}

} // namespace

TEST(Oneshot, ResumesOnTheWaitersThread)
{
    boost::asio::io_context context;
    Scope scope;
    Seen before;
    Seen after;
    const Oneshot<std::string> early;
    early.set("early");
    const Oneshot<std::string> late;
    scope.spawn(context.get_executor(), waitInto(early, &before));
    scope.spawn(context.get_executor(), waitInto(late, &after));
    std::thread other([&] { late.set("late"); });
    context.run();
    other.join();
    context.restart();
    context.run();
    EXPECT_EQ(before.value, "early");
    EXPECT_EQ(after.value, "late");
    EXPECT_EQ(after.thread, std::this_thread::get_id());
    EXPECT_EQ(scope.size(), 0U);
}

TEST(Workers, GiveBackValuesAndExceptions)
{
    boost::asio::io_context context;
    Workers workers(2);
    Scope scope;
    Seen seen;
    bool joined = false;
    scope.spawn(context.get_executor(), workInto(&workers, &seen));
    auto guard = boost::asio::make_work_guard(context);
    Scope outer;
    outer.spawn(context.get_executor(), joinInto(&scope, &joined));
    while (outer.size() > 0)
        context.run_one();
    EXPECT_EQ(seen.value, "done, no luck");
    EXPECT_EQ(seen.thread, std::this_thread::get_id());
    EXPECT_TRUE(joined);
}

TEST(Workers, WithoutThreadsTheCallerDoesTheWork)
{
    boost::asio::io_context context;
    Workers workers(0);
    Scope scope;
    Seen seen;
    std::thread::id worker;
    workers.post([&worker] { worker = std::this_thread::get_id(); });
    EXPECT_EQ(worker, std::this_thread::get_id());
    scope.spawn(context.get_executor(), workInto(&workers, &seen));
    context.run();
    EXPECT_EQ(seen.value, "done, no luck");
    EXPECT_EQ(scope.size(), 0U);
}

} // namespace postamt
