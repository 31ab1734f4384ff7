#pragma once

#include "accounts/authenticator.h"
#include "accounts/directory.h"
#include "accounts/login_throttle.h"
#include "pop/login_pace.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/task.h"
#include "base/workers.h"
#include "mail/account_pool.h"
#include "transcript/faulty_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace postamt::transcript {

enum class EngineKind { Memory, Rocks };

/// Runs a task to its end on an io_context of its own.
template <class T>
T runTask(Task<T> task)
{
    boost::asio::io_context context;
    std::optional<T> out;
    boost::asio::co_spawn(context, std::move(task), [&out](std::exception_ptr failure, T value) {
        if (failure)
            std::rethrow_exception(failure);
        out.emplace(std::move(value));
    });
    context.run();
    return std::move(*out);
}

/// A directory for the tests of one process, removed with the object.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// All that sessions share but the network: store, accounts, clock, settings. There are alice and
/// bob of example.test, whose passwords are "alice-password" and "bob-password". It is always the
/// same Monday.
class World {
public:
    /// 2026-03-02T10:00:00Z
    static constexpr UnixSeconds start = 1'772'445'600;

    explicit World(EngineKind kind);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// Makes the two accounts.
    Result<> populate();

    /// Puts the messages of a file of mail (.mbox, or one message in .eml) into alice's INBOX.
    Result<> deliver(const std::filesystem::path& file);

    /// Sets by the text of the settings file: "pop3.idle_timeout", "600"; or for an account: "alice",
    /// "imap off". To be called before
    /// sessions begin.
    Result<> set(const std::string& key, const std::string& value);

    /// True if clients are asked for a certificate, by the setting tls.client_ca.
    bool asksForCertificates() const { return !settings.text("tls.client_ca").empty(); }

    /// Does what an operator does by `postamt VERB`, as Stage::operate() says.
    Result<std::string> operate(const std::string& verb, std::string_view arguments);

    TemporaryDirectory directory;
    ManualClock clock{start};
    SystemRandom random;
    Settings settings;
    FaultyEngine engine;
    Workers workers{2};
    mail::AccountPool pool;
    accounts::Directory accounts;
    accounts::LoginThrottle throttle;
    pop::LoginPace popPace;
    accounts::Authenticator authenticator;

private:
    void applySettings();
    Result<> append(std::string message, UnixSeconds date);

    int delivered_ = 0;
};

} // namespace postamt::transcript
