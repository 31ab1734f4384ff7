#pragma once

#include "mail/account_pool.h"
#include "mime/summary.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace postamt::mail {

/// A Task that a test has started and whose result it will ask for.
template <class T>
struct Started {
    bool isDone = false;
    std::exception_ptr failure;
    std::optional<T> value;
};

template <class T>
using StartedRef = std::shared_ptr<Started<T>>;

/// For tests, also of other folders (they name `mail` in USES or TEST_USES, and `store/memory` in
/// TEST_USES): accounts over a store in memory, a clock that stands still, and a thread to run
/// Tasks on. A Task that does not end within 20 seconds fails the test.
class TestMail {
public:
    TestMail() = default;

    explicit TestMail(std::size_t kept) : pool(surroundings, kept) { }

    /// A worker may still be about to leave the call that woke the context.
    ~TestMail() { workers.join(); }

    /// Starts a Task and runs it as far as it gets without waiting.
    template <class T>
    StartedRef<T> start(Task<T> task)
    {
        auto started = std::make_shared<Started<T>>();
        auto ended = [started](std::exception_ptr failure, T value) {
            started->failure = failure;
            started->value = std::move(value);
            started->isDone = true;
        };
        boost::asio::co_spawn(context, std::move(task), ended);
        poll();
        return started;
    }

    /// Runs what can run without waiting.
    void poll()
    {
        context.restart();
        context.poll();
    }

    /// Waits until a started Task has ended; its result.
    template <class T>
    T finish(const StartedRef<T>& started)
    {
        const auto guard = boost::asio::make_work_guard(context);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        context.restart();
        while (!started->isDone) {
            if (context.run_one_until(deadline) == 0)
                throw std::runtime_error("a task of a test does not end");
        }
        if (started->failure)
            std::rethrow_exception(started->failure);
        return std::move(*started->value);
    }

    /// Runs a Task to its end.
    template <class T>
    T run(Task<T> task)
    {
        return finish(start(std::move(task)));
    }

    std::shared_ptr<Account> account(AccountId id = AccountId(1))
    {
        auto account = run(pool.account(id));
        if (!account)
            throw std::runtime_error("no account: " + account.error().text);
        return *account;
    }

    Result<> change(Account& account, Plan plan) { return run(account.change(std::move(plan))); }

    /// Appends a message with these bytes; throws where that fails.
    Uid append(Account& account, std::string_view mailbox, std::string bytes, FlagList flags = {})
    {
        NewMessage message;
        message.mime = mime::encode(mime::summarize(bytes));
        message.body = store::makeBody(std::move(bytes));
        message.internalDate = clock.seconds();
        message.flags = std::move(flags);
        Uid uid;
        auto plan = [&](Draft& draft) -> Result<> {
            auto added = draft.append(draft.state().mailbox(mailbox)->id, message);
            if (!added)
                return std::unexpected(added.error());
            uid = *added;
            return {};
        };
        if (auto done = change(account, plan); !done)
            throw std::runtime_error("no append: " + done.error().text);
        return uid;
    }

    ManualClock clock{1'700'000'000};
    store::MemoryEngine engine{clock};
    Workers workers{2};
    Surroundings surroundings{engine, workers, clock};
    AccountPool pool{surroundings};
    boost::asio::io_context context;
};

} // namespace postamt::mail
