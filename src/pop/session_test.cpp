#include "accounts/login_throttle.h"
#include "base/log.h"
#include "base/scope.h"
#include "mail/ingest.h"
#include "net/memory_stream.h"
#include "pop/session.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>

namespace postamt::pop {

namespace {

/// Counts the reads of blobs, and lets them fail from one on.
class CountingEngine : public store::MemoryEngine {
public:
    Result<std::string>
    blob(const store::BlobId& id, std::uint64_t offset, std::uint64_t length) override
    {
        largest = std::max<std::uint64_t>(largest, length);
        if (reads++ >= failFrom)
            return temporary("a failing disk");
        return MemoryEngine::blob(id, offset, length);
    }

    std::atomic<int> reads = 0;
    std::atomic<int> failFrom = std::numeric_limits<int>::max();
    std::atomic<std::uint64_t> largest = 0;
};

Task<> serve(Parts parts, std::unique_ptr<net::Stream> stream, bool isSecure)
{
    if (isSecure) {
        const Result<> secured = co_await stream->startTls();
        EXPECT_TRUE(secured);
    }
    Session session(parts, std::move(stream));
    co_await session.run();
}

Task<> append(mail::Account* account, Workers* workers, std::string text, std::string mailbox)
{
    const auto message = co_await mail::ingest(workers, store::makeBody(std::move(text)), 1'000);
    mail::Plan plan = [&](mail::Draft& draft) -> Result<> {
        const auto uid = draft.append(draft.state().mailbox(mailbox)->id, *message);
        return uid ? Result<>() : std::unexpected(uid.error());
    };
    const Result<> done = co_await account->change(plan);
    EXPECT_TRUE(done);
}

Task<> change(mail::Account* account, mail::Plan plan)
{
    const Result<> done = co_await account->change(std::move(plan), 7'000);
    EXPECT_TRUE(done);
}

Task<> load(mail::AccountPool* pool, mail::AccountId id, std::shared_ptr<mail::Account>* out)
{
    const auto account = co_await pool->account(id);
    *out = *account;
}

Task<> openInbox(mail::Account* account, mail::OpenMailboxRef* out)
{
    const auto opened = co_await account->open(account->state()->mailbox("INBOX")->id);
    *out = *opened;
}

class PopSession : public testing::Test {
protected:
    PopSession()
    {
        log::setLevel(log::Level::Off);
        EXPECT_TRUE(directory.addDomain("example.test"));
        const auto credentials
            = *accounts::makeCredentials("secret", random, accounts::PasswordCost::least());
        const auto id
            = directory.addAccount({.address = "alice@example.test", .credentials = credentials});
        run(load(&pool, *id, &account));
        authenticator.setSleep([](std::chrono::milliseconds) -> Task<> { co_return; });
    }

    void TearDown() override
    {
        peer.reset();
        context.restart();
        while (scope.size() > 0)
            context.run_one();
    }

    void run(Task<> task)
    {
        boost::asio::io_context own;
        boost::asio::co_spawn(own, std::move(task), [](std::exception_ptr failure) {
            EXPECT_FALSE(failure);
        });
        own.run();
    }

    void deliver(std::string text, std::string mailbox = "INBOX")
    {
        run(append(account.get(), &workers, std::move(text), std::move(mailbox)));
    }

    std::string connect(bool isSecure = true)
    {
        peer = std::make_unique<net::MemoryPeer>(context);
        scope.spawn(context.get_executor(), serve(parts, peer->stream(), isSecure));
        return talk("");
    }

    void logIn()
    {
        connect();
        EXPECT_EQ(talk("USER alice\r\nPASS secret\r\n").substr(0, 3), "+OK");
    }

    std::string talk(std::string_view text) { return peer->talk(text); }

    /// Of the messages of INBOX, in their order: "f" fetched by POP, "-" not.
    std::string fetched()
    {
        mail::OpenMailboxRef inbox;
        run(openInbox(account.get(), &inbox));
        const auto rows = account->state()->mailbox(inbox->id())->rows;
        std::string out;
        for (std::uint32_t i = 0; i < rows->size(); ++i)
            out += rows->at(i).has(mail::ServiceBit::PopFetched) ? "f" : "-";
        return out;
    }

    ManualClock clock{1'772'445'600};
    SystemRandom random;
    CountingEngine engine;
    Workers workers{1};
    mail::AccountPool pool{
        {.engine = engine, .workers = workers, .clock = clock}
    };
    accounts::Directory directory{engine, clock};
    accounts::LoginThrottle throttle{clock, random};
    accounts::Authenticator authenticator{
        directory, throttle, workers, random, accounts::PasswordCost::least()
    };
    LoginPace pace;
    Parts parts{
        .settings = std::make_shared<const Settings>(),
        .accounts = pool,
        .directory = directory,
        .authenticator = authenticator,
        .pace = pace,
        .clock = clock,
        .random = random,
    };
    std::shared_ptr<mail::Account> account;
    boost::asio::io_context context;
    Scope scope;
    std::unique_ptr<net::MemoryPeer> peer;
};

/// Lines of x, of so many bytes in all.
std::string largeText(std::size_t size)
{
    std::string out = "Subject: large\r\n\r\n";
    while (out.size() < size)
        out += std::string(70, 'x') + "\r\n";
    return out;
}

} // namespace

TEST_F(PopSession, NotesAtQuitWhatWasFetched)
{
    for (int i = 0; i < 3; ++i)
        deliver("Subject: x\r\n\r\nbody\r\n");
    logIn();
    talk("RETR 1\r\nTOP 2 1\r\n");
    peer->close();
    EXPECT_TRUE(peer->settle());
    EXPECT_EQ(fetched(), "---") << "the line was lost";

    logIn();
    talk("RETR 1\r\nTOP 2 1\r\nRETR 3\r\nQUIT\r\n");
    EXPECT_TRUE(peer->isClosed());
    EXPECT_EQ(fetched(), "f-f");
}

TEST_F(PopSession, DeletesInOneChange)
{
    for (int i = 0; i < 5; ++i)
        deliver("Subject: x\r\n\r\nbody\r\n");
    logIn();
    const auto before = account->state()->modSeq;
    talk("DELE 1\r\nDELE 3\r\nDELE 5\r\nRETR 2\r\n");
    EXPECT_EQ(account->state()->modSeq, before);
    talk("QUIT\r\n");
    EXPECT_EQ(account->state()->modSeq, before.next());
    EXPECT_EQ(fetched(), "f-");
}

TEST_F(PopSession, ChangesNothingWithoutReason)
{
    deliver("Subject: x\r\n\r\nbody\r\n");
    logIn();
    const auto before = account->state()->modSeq;
    talk("DELE 1\r\nRSET\r\nUIDL\r\nQUIT\r\n");
    EXPECT_EQ(account->state()->modSeq, before);
}

TEST_F(PopSession, SendsAsFastAsTheClientTakes)
{
    const std::string text = largeText(5'000'000);
    deliver(text);
    logIn();
    peer->setRoom(1'000);
    const std::string first = talk("RETR 1\r\n");
    EXPECT_TRUE(peer->isWriting());
    EXPECT_LT(engine.reads, 4) << "not read before it is sent";
    EXPECT_LE(engine.largest, 256U * 1024U);
    peer->setRoom(std::numeric_limits<std::size_t>::max());
    EXPECT_TRUE(peer->settle());
    const std::string all = first + peer->take();
    EXPECT_TRUE(all == "+OK " + std::to_string(text.size()) + " octets\r\n" + text + ".\r\n");
}

TEST_F(PopSession, SendsOneAfterTheOtherAsEachAlone)
{
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i) {
        std::string text = "Subject: " + std::to_string(i) + "\r\n\r\n.dot\r\n";
        if (i % 9 == 0)
            text = "Subject: bare\n\nline\n";
        if (i % 20 == 19)
            text = largeText(200'000);
        texts.push_back(text);
        deliver(text);
    }
    logIn();
    std::vector<std::string> alone;
    for (std::size_t i = texts.size(); i > 0; --i) // backwards nothing is read ahead
        alone.insert(alone.begin(), talk("RETR " + std::to_string(i) + "\r\n"));
    for (std::size_t i = 1; i <= texts.size(); ++i) {
        if (i % 7 == 0)
            continue; // begins anew
        const auto number = std::to_string(i);
        EXPECT_EQ(talk("RETR " + number + "\r\n"), alone[i - 1]) << i;
        EXPECT_EQ(talk("DELE " + number + "\r\n").substr(0, 3), "+OK");
    }
    EXPECT_EQ(talk("RETR 2\r\n").substr(0, 4), "-ERR");
    talk("QUIT\r\n");
    EXPECT_EQ(fetched(), std::string(8, 'f'));
}

TEST_F(PopSession, SaysWhenTheNextCannotBeRead)
{
    for (int i = 0; i < 40; ++i)
        deliver("Subject: x\r\n\r\nbody " + std::to_string(i) + "\r\n");
    logIn();
    EXPECT_EQ(talk("RETR 1\r\n").substr(0, 3), "+OK");
    engine.failFrom = 0;
    EXPECT_EQ(talk("RETR 2\r\n").substr(0, 4), "-ERR");
    EXPECT_EQ(talk("RETR 3\r\n").substr(0, 4), "-ERR");
    EXPECT_EQ(talk("NOOP\r\n").substr(0, 3), "+OK");
}

TEST_F(PopSession, ReadsNoMoreThanTopNeeds)
{
    deliver(largeText(5'000'000));
    logIn();
    EXPECT_EQ(talk("TOP 1 0\r\n"), "+OK Top of the message\r\nSubject: large\r\n\r\n.\r\n");
    EXPECT_EQ(engine.reads, 1);
    EXPECT_LE(engine.largest, 16U * 1024U);
}

TEST_F(PopSession, MeasuresOnlyWhatItMust)
{
    deliver("Subject: x\r\n\r\nbody\r\n");
    deliver("Subject: x\n\nbody\n");
    logIn();
    EXPECT_EQ(talk("LIST 1\r\n"), "+OK 1 20\r\n");
    EXPECT_EQ(engine.reads, 0);
    EXPECT_EQ(talk("LIST 2\r\n"), "+OK 2 20\r\n");
    EXPECT_EQ(talk("STAT\r\n"), "+OK 2 40\r\n");
    EXPECT_EQ(engine.reads, 1);
}

TEST_F(PopSession, RefusesWhatCannotBeRead)
{
    deliver(largeText(1'000'000));
    logIn();
    engine.failFrom = 0;
    EXPECT_EQ(
        talk("RETR 1\r\n"), "-ERR [SYS/TEMP] Not possible at the moment; try again later\r\n"
    );
    EXPECT_EQ(talk("NOOP\r\n").substr(0, 3), "+OK");
    // in the midst of a message there is no other way to say it
    engine.reads = 0;
    engine.failFrom = 3;
    const std::string got = talk("RETR 1\r\n");
    EXPECT_EQ(got.substr(0, 4), "+OK ");
    EXPECT_FALSE(got.ends_with("\r\n.\r\n"));
    EXPECT_TRUE(peer->isClosed());
    EXPECT_EQ(fetched(), "-");
}

TEST_F(PopSession, RefusesLoginsWhileTheStoreFails)
{
    connect();
    engine.setReadFault(Error{Fault::Temporary, "the database is lost", {}});
    EXPECT_EQ(
        talk("USER nobody\r\nPASS secret\r\n"),
        "+OK Now the password\r\n"
        "-ERR [SYS/TEMP] Not possible at the moment; try again later\r\n"
    );
    engine.setReadFault(std::nullopt);
    EXPECT_EQ(talk("USER alice\r\nPASS secret\r\n").substr(0, 3), "+OK");
}

TEST_F(PopSession, TellsWhoIsSwitchedOff)
{
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3", "off"));
    connect();
    EXPECT_EQ(
        talk("USER alice\r\nPASS secret\r\n"),
        "+OK Now the password\r\n-ERR [AUTH] POP3 is switched off for this account\r\n"
    );
}

TEST_F(PopSession, MovesAndDeletesInOneChange)
{
    for (int i = 0; i < 3; ++i)
        deliver("Subject: x\r\n\r\nbody " + std::to_string(i) + "\r\n");
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3.fetched", "archive"));
    logIn();
    EXPECT_EQ(talk("RETR 1\r\nRETR 2\r\nDELE 2\r\nDELE 3\r\n").substr(0, 3), "+OK");
    const auto before = account->state()->modSeq;
    EXPECT_EQ(talk("QUIT\r\n"), "+OK Bye\r\n");
    EXPECT_EQ(account->state()->modSeq, before.next());
    EXPECT_EQ(account->state()->mailbox("INBOX")->record.messages, 0U);
    EXPECT_EQ(account->state()->mailbox("Archive")->record.messages, 1U);
}

TEST_F(PopSession, EndsForAllMailboxesInOneChange)
{
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3", "all"));
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3.fetched", "trash"));
    for (const auto* mailbox : {"INBOX", "Sent", "Archive"}) {
        for (int i = 0; i < 2; ++i)
            deliver("Subject: x\r\n\r\n" + std::to_string(i) + mailbox + "\r\n", mailbox);
    }
    logIn();
    EXPECT_EQ(talk("STAT\r\n").substr(0, 6), "+OK 6 ");
    talk("RETR 1\r\nRETR 2\r\nRETR 3\r\nRETR 4\r\nRETR 5\r\n");
    const auto before = account->state()->modSeq;
    EXPECT_EQ(talk("QUIT\r\n"), "+OK Bye\r\n");
    EXPECT_EQ(account->state()->modSeq, before.next());
    EXPECT_EQ(account->state()->mailbox("Trash")->record.messages, 5U);
    logIn();
    EXPECT_EQ(talk("STAT\r\n").substr(0, 6), "+OK 1 ");
}

TEST_F(PopSession, ListsTheOldestAndNoMoreThanItMay)
{
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3", "all"));
    const auto fill = [](mail::Draft& draft) -> Result<> {
        // more than are collected at once, the oldest last, with places of the same moment
        for (int i = 0; i < 7'000; ++i) {
            const auto body = store::makeBody("Subject: " + std::to_string(i) + "\r\n\r\n");
            const mail::NewMessage message{
                .body = body,
                .mime = {},
                .internalDate = 10'000 - i / 2,
                .flags = {},
                .service = static_cast<std::uint16_t>(mail::ServiceBit::CrlfLines),
            };
            const auto uid = draft.append(draft.state().mailbox("INBOX")->id, message);
            if (!uid)
                return std::unexpected(uid.error());
        }
        return {};
    };
    run(change(account.get(), fill));
    logIn();
    EXPECT_EQ(talk("STAT\r\n").substr(0, 9), "+OK 1000 ");
    const auto top = [this](int number) { return talk(fmt::format("TOP {} 0\r\n", number)); };
    EXPECT_EQ(top(1), "+OK Top of the message\r\nSubject: 6998\r\n\r\n.\r\n");
    EXPECT_EQ(top(2), "+OK Top of the message\r\nSubject: 6999\r\n\r\n.\r\n");
    EXPECT_EQ(top(999), "+OK Top of the message\r\nSubject: 6000\r\n\r\n.\r\n");
    EXPECT_EQ(top(1000), "+OK Top of the message\r\nSubject: 6001\r\n\r\n.\r\n");
}

TEST_F(PopSession, WritesNothingWhereNothingIsToDo)
{
    deliver("Subject: x\r\n\r\nbody\r\n");
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3.fetched", "trash"));
    logIn();
    EXPECT_EQ(talk("TOP 1 0\r\nDELE 1\r\nRSET\r\n").substr(0, 3), "+OK");
    const auto before = account->state()->modSeq;
    EXPECT_EQ(talk("QUIT\r\n"), "+OK Bye\r\n");
    EXPECT_EQ(account->state()->modSeq, before);
    EXPECT_EQ(fetched(), "-");
}

TEST_F(PopSession, MovesNothingWhenTheLineIsLost)
{
    deliver("Subject: x\r\n\r\nbody\r\n");
    EXPECT_TRUE(directory.setAccount("alice@example.test", "pop3.fetched", "trash"));
    logIn();
    EXPECT_EQ(talk("RETR 1\r\n").substr(0, 3), "+OK");
    peer->stop();
    EXPECT_TRUE(peer->settle());
    EXPECT_EQ(fetched(), "-");
}

TEST_F(PopSession, EndsWithTheServer)
{
    logIn();
    peer->stop();
    EXPECT_TRUE(peer->settle());
    EXPECT_TRUE(peer->isClosed());
}

TEST_F(PopSession, EndsWhenTlsFails)
{
    connect(false);
    peer->failTls();
    EXPECT_EQ(talk("STLS\r\n"), "+OK Begin TLS\r\n");
    EXPECT_TRUE(peer->isClosed());
}

TEST_F(PopSession, GivesTheTimeForLoginOnlyOnce)
{
    connect();
    clock.advance(std::chrono::seconds(59));
    EXPECT_EQ(talk("USER alice\r\n"), "+OK Now the password\r\n");
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(talk("CAPA\r\n"), "") << "however busy the client is";
    EXPECT_TRUE(peer->isClosed());
}

} // namespace postamt::pop
