#pragma once

#include "accounts/login_throttle.h"
#include "base/encoding.h"
#include "base/scope.h"
#include "net/memory_stream.h"
#include "queue/queue.h"
#include "smtp/session.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::smtp {

/// For tests: a service with alice@ and bob@example.test (passwords "alice" and "bob"), an alias
/// all@ for both, and one session at a time over a stream in memory.
class TestService {
public:
    TestService()
    {
        settings.hostname = "mail.example.test";
        settings.spool = std::filesystem::temp_directory_path();
        const std::string domain = "example.test";
        (void)directory.addDomain(domain);
        for (const std::string name : {"alice", "bob"}) {
            accounts::NewAccount account;
            account.address = name + '@' + domain;
            account.credentials
                = *accounts::makeCredentials(name, random, accounts::PasswordCost::least());
            (void)directory.addAccount(account);
        }
        const std::vector<std::string> both{"alice@example.test", "bob@example.test"};
        (void)directory.addAlias("all@example.test", both);
    }

    ~TestService() { end(); }

    TestService(const TestService&) = delete;
    TestService& operator=(const TestService&) = delete;

    /// Begins a session; its greeting.
    std::string open(
        const Policy& policy,
        bool isSecure = false,
        net::Endpoint from = net::Endpoint::of("192.0.2.1", 50000)
    )
    {
        end();
        peer = std::make_unique<net::MemoryPeer>(context, std::move(from));
        scope.spawn(context.get_executor(), serve(this, &policy, peer->stream(), isSecure));
        peer->settle();
        return peer->take();
    }

    /// From now on there is a smart host; what is for it stays in the queue.
    void addSmartHost()
    {
        queue::Connect connect = [] { return refuse(); };
        queue::Parts needs{engine, workers, clock, random, courier, std::move(connect)};
        outgoing = std::make_unique<queue::Queue>(
            std::move(needs), queue::QueueSettings(), context.get_executor()
        );
        parts.queue = outgoing.get();
    }

    /// Sends and gives the answer.
    std::string talk(std::string_view bytes) { return peer->talk(bytes); }

    /// A session as far as behind AUTH.
    void openAsAlice()
    {
        using namespace std::string_literals;
        open(submission, true);
        talk("EHLO client.example\r\nAUTH PLAIN " + base64Encode("\0alice\0alice"s) + "\r\n");
    }

    /// Drops the connection and lets the session end.
    void end()
    {
        if (peer) {
            peer->close();
            peer->settle();
        }
        peer.reset();
        context.restart();
        context.run();
    }

    /// The bytes of the messages in an INBOX.
    std::vector<std::string> inbox(std::string_view user)
    {
        const auto id = (*directory.accountOfUser(user))->id;
        std::optional<std::vector<std::string>> out;
        boost::asio::co_spawn(
            context,
            read(&pool, id),
            [&](std::exception_ptr, std::vector<std::string> texts) { out = std::move(texts); }
        );
        const auto guard = boost::asio::make_work_guard(context);
        context.restart();
        while (!out)
            context.run_one();
        return *out;
    }

    boost::asio::io_context context;
    ManualClock clock{1'772'445'600}; ///< Mon, 2 Mar 2026 10:00:00 +0000
    SystemRandom random;
    store::MemoryEngine engine{clock};
    Workers workers{1};
    mail::Surroundings surroundings{engine, workers, clock};
    mail::AccountPool pool{surroundings};
    accounts::Directory directory{engine, clock};
    accounts::LoginThrottle throttle{clock, random};
    accounts::Authenticator authenticator{
        directory, throttle, workers, random, accounts::PasswordCost::least()
    };
    SessionSettings settings;
    Parts parts{settings, pool, authenticator, directory, workers, clock, random, nullptr};
    std::unique_ptr<queue::Queue> outgoing;
    std::unique_ptr<net::MemoryPeer> peer;
    Scope scope;

private:
    class NoCourier : public queue::Courier {
    public:
        Task<Result<>> deliver(std::string, std::string) override { co_return Result<>(); }
    };

    NoCourier courier;

    static Task<Result<std::unique_ptr<net::Stream>>> refuse()
    {
        co_return temporary("not in a test");
    }

    static Task<std::vector<std::string>> read(mail::AccountPool* pool, mail::AccountId id)
    {
        std::vector<std::string> texts;
        const auto account = co_await pool->account(id);
        const auto inbox = (*account)->state()->mailbox("INBOX")->id;
        const auto opened = co_await (*account)->open(inbox);
        const auto rows = (*account)->state()->mailbox("INBOX")->rows;
        std::vector<mail::Uid> uids;
        for (std::uint32_t i = 0; i < rows->size(); ++i)
            uids.push_back(rows->at(i).uid);
        const auto summaries = co_await (*account)->summaries(inbox, uids);
        for (const auto& record : *summaries) {
            const auto blob = mail::decodeStoredSummary(record)->blob;
            auto bytes = co_await (*account)->blob(blob, 0, UINT64_MAX);
            texts.push_back(std::move(*bytes));
        }
        co_return texts;
    }

    static Task<> serve(
        TestService* service,
        const Policy* policy,
        std::unique_ptr<net::Stream> stream,
        bool isSecure
    )
    {
        if (isSecure)
            (void)co_await stream->startTls();
        Session session(service->parts, *policy, std::move(stream));
        co_await session.run();
    }
};

} // namespace postamt::smtp
