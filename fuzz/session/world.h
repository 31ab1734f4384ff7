#pragma once

#include "accounts/authenticator.h"
#include "accounts/directory.h"
#include "accounts/login_throttle.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/scope.h"
#include "base/settings.h"
#include "base/workers.h"
#include "mail/account_pool.h"
#include "queue/queue.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postamt::fuzz {

/// The same bytes each time after begin(), so that two runs of one input can be compared.
class CountingRandom : public Random {
public:
    void fill(std::span<std::byte> bytes) override;

    void begin() { state_ = 1; }

private:
    std::uint64_t state_ = 1;
};

/// The clock stands still but for advance(); begin() sets it back.
class FuzzClock : public Clock {
public:
    /// 2026-03-02T10:00:00Z
    static constexpr UnixSeconds start = 1'772'445'600;

    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(now_));
    }

    void begin() { now_ = start; }

    void advance(UnixSeconds by) { now_ += by; }

private:
    UnixSeconds now_ = start;
};

/// The mail of one run: the prepared account in an engine of its own.
struct Mail {
    explicit Mail(mail::Surroundings surroundings, std::unique_ptr<store::MemoryEngine> kept)
        : engine(std::move(kept)), pool(surroundings)
    {
    }

    std::unique_ptr<store::MemoryEngine> engine;
    mail::AccountPool pool;
    std::unique_ptr<queue::Queue> queue;
};

/// A service in memory, of which one thing is done at a time, made once a process: alice@ and
/// bob@example.test with the passwords "alice" and "bob", and all@example.test for both. Alice has
/// three messages in INBOX, two more mailboxes, and little quota, so that what a session can make
/// stays small.
///
/// begin() gives fresh mail; it costs microseconds.
class World {
public:
    World();
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// Every run begins so.
    void begin();
    /// And ends so, when its sessions are over: the store must be sound.
    void end();

    Mail& mail() { return *mail_; }

    /// Runs a task to its end.
    template <class T>
    T run(Task<T> task)
    {
        std::optional<T> out;
        boost::asio::co_spawn(
            context,
            std::move(task),
            [&out](std::exception_ptr failure, T value) {
                if (failure)
                    std::rethrow_exception(failure);
                out.emplace(std::move(value));
            }
        );
        settle();
        return std::move(*out);
    }

    /// Runs whatever is ready to run.
    void settle();

    // What another device of alice does meanwhile, to INBOX. What fails is not done.
    void deliver();
    void expungeFirst();
    void flagAll();

    static mail::QuotaLimits quota() { return {.bytes = 40'000, .messages = 30}; }

    boost::asio::io_context context{1};
    FuzzClock clock;
    CountingRandom random;
    Workers workers{0}; ///< no other thread
    Settings settings;
    store::MemoryEngine people{clock}; ///< holds the directory
    accounts::Directory directory{people, clock};
    accounts::LoginThrottle throttle{clock, random};
    accounts::Authenticator authenticator;
    Scope scope;

private:
    class NoCourier;

    void populate();
    void prepare();
    Result<> change(mail::Plan plan);
    std::unique_ptr<Mail> empty();

    std::unique_ptr<NoCourier> courier_;
    std::vector<store::Batch> prepared_;
    std::unique_ptr<Mail> mail_;
    mail::AccountId alice_;
    std::size_t delivered_ = 0;
};

/// The one of this process.
World& world();

} // namespace postamt::fuzz
