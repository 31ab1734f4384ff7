#pragma once

#include "accounts/login_exchange.h"
#include "base/encoding.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace postamt::accounts {

/// alice@example.org with the password "secret", and all that it takes to log in.
class TestAccounts : public testing::Test {
protected:
    TestAccounts()
    {
        EXPECT_TRUE(directory.addDomain("example.org"));
        alice = add("alice@example.org");
        authenticator.setSleep([this](std::chrono::milliseconds time) -> Task<> {
            slept.push_back(time);
            co_return;
        });
    }

    Credentials credentials(std::string_view password)
    {
        return *makeCredentials(password, random, PasswordCost::least());
    }

    /// One more, with the same password.
    mail::AccountId add(std::string_view address)
    {
        return *directory.addAccount(
            {.address = std::string(address), .credentials = credentials("secret")}
        );
    }

    template <class T>
    T run(Task<T> task)
    {
        boost::asio::io_context context;
        std::optional<T> out;
        boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr failure, T value) {
            EXPECT_FALSE(failure);
            out.emplace(std::move(value));
        });
        context.run();
        return std::move(*out);
    }

    /// What a session sees of its seat: why it is lost, or nothing.
    static std::string lost(const Result<AuthenticatedUser>& user)
    {
        return user->seat->isLost() ? user->seat->reason() : "";
    }

    static constexpr auto generic = "AUTHENTICATIONFAILED: Wrong user name or password";
    static constexpr UnixSeconds start = 1'772'445'600;
    ManualClock clock{start};
    SystemRandom random;
    store::MemoryEngine engine;
    Directory directory{engine, clock};
    LoginThrottle throttle{clock, random};
    Workers workers{1};
    Authenticator authenticator{directory, throttle, workers, random, PasswordCost::least()};
    mail::AccountId alice;
    std::vector<std::chrono::milliseconds> slept;
};

/// Logins by whatever mechanism, over one channel; with bob@example.org beside alice.
class TestLogins : public TestAccounts {
protected:
    TestLogins() { add("bob@example.org"); }

    /// Says the messages one after another, not encoded. Who got in, or what was said last.
    Result<LoginExchange::Step>
    exchanged(const std::string& mechanism, const std::vector<std::string>& messages)
    {
        LoginExchange exchange(authenticator, random, {.user = {}, .peer = "192.0.2.1"}, channel);
        const auto& first = messages.front();
        auto step = run(exchange.start(mechanism, first.empty() ? "=" : base64Encode(first)));
        for (std::size_t i = 1; i < messages.size() && isChallenge(step); ++i)
            step = run(exchange.line(messages[i] == "*" ? "*" : base64Encode(messages[i])));
        return step;
    }

    /// The same in words.
    std::string login(const std::string& mechanism, const std::vector<std::string>& messages)
    {
        const auto step = exchanged(mechanism, messages);
        if (!step)
            return step.error().code + ": " + step.error().text;
        if (isChallenge(step))
            return "challenge " + *base64Decode(std::get<std::string>(*step));
        return std::get<AuthenticatedUser>(*step).address;
    }

    /// The session of a login that must succeed.
    Result<AuthenticatedUser>
    session(const std::string& mechanism, const std::vector<std::string>& messages)
    {
        auto step = exchanged(mechanism, messages);
        EXPECT_TRUE(step && !isChallenge(step)) << mechanism;
        return std::get<AuthenticatedUser>(std::move(*step));
    }

    static bool isChallenge(const Result<LoginExchange::Step>& step)
    {
        return step && std::holds_alternative<std::string>(*step);
    }

    static constexpr auto refused = "AUTHENTICATIONFAILED: The login was refused";
    LoginChannel channel{.isSecure = true};
};

} // namespace postamt::accounts
