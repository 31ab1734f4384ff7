#include "accounts/authenticator.h"
#include "accounts/login_throttle.h"
#include "base/log.h"
#include "base/scope.h"
#include "imap/session.h"
#include "mail/ingest.h"
#include "mail/sweep.h"
#include "net/memory_stream.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <limits>
#include <thread>

namespace postamt::imap {

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

Task<> serve(const Parts* parts, std::unique_ptr<net::Stream> stream)
{
    const Result<> secured = co_await stream->startTls();
    EXPECT_TRUE(secured);
    Session session(*parts, std::move(stream));
    co_await session.run();
}

Task<> append(mail::Account* account, Workers* workers, std::string text)
{
    const auto message = co_await mail::ingest(workers, store::makeBody(std::move(text)), 1'000);
    mail::Plan plan = [&](mail::Draft& draft) -> Result<> {
        const auto uid = draft.append(draft.state().mailbox("INBOX")->id, *message);
        return uid ? Result<>() : std::unexpected(uid.error());
    };
    const Result<> done = co_await account->change(plan);
    EXPECT_TRUE(done);
}

Task<> load(mail::AccountPool* pool, mail::AccountId id, std::shared_ptr<mail::Account>* out)
{
    const auto account = co_await pool->account(id);
    *out = *account;
}

/// Expunges messages of INBOX, and lets nothing remember them.
Task<> expungeAndSweep(std::shared_ptr<mail::Account> account, std::vector<mail::Uid> uids)
{
    mail::Plan plan = [uids](mail::Draft& draft) -> Result<> {
        for (const auto uid : uids)
            EXPECT_TRUE(draft.expunge(draft.state().mailbox("INBOX")->id, uid));
        return {};
    };
    const Result<> done = co_await account->change(std::move(plan));
    EXPECT_TRUE(done);
    const auto swept = co_await mail::sweep(account, std::numeric_limits<std::int32_t>::max());
    EXPECT_TRUE(swept && swept->messages == uids.size());
}

Task<> change(std::shared_ptr<mail::Account> account, mail::Plan plan)
{
    const Result<> done = co_await account->change(std::move(plan));
    EXPECT_TRUE(done);
}

/// Keeps the account from changing until `open` is ready.
Task<> occupy(std::shared_ptr<mail::Account> account, std::shared_future<void> open)
{
    mail::ReadingPlan plan = [open](mail::Draft&, store::Engine&) -> Result<> {
        open.wait();
        return {};
    };
    const Result<> done = co_await account->changeReading(std::move(plan));
    EXPECT_TRUE(done);
}

/// Runs a task on this thread.
void run(Task<> task)
{
    boost::asio::io_context own;
    boost::asio::co_spawn(own, std::move(task), [](std::exception_ptr failure) {
        EXPECT_FALSE(failure);
    });
    own.run();
}

class ImapSession : public testing::Test {
protected:
    ImapSession()
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

    void deliver(std::string text) { run(append(account.get(), &workers, std::move(text))); }

    void connect()
    {
        peer = std::make_unique<net::MemoryPeer>(context);
        scope.spawn(context.get_executor(), serve(&parts, peer->stream()));
        talk("");
    }

    /// Logged in, INBOX selected.
    void select()
    {
        connect();
        EXPECT_TRUE(talk("a LOGIN alice secret\r\nb SELECT INBOX\r\n").contains("\r\nb OK "));
    }

    std::string talk(std::string_view text) { return peer->talk(text); }

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
    SessionSettings settings;
    Parts parts{
        .settings = settings,
        .accounts = pool,
        .authenticator = authenticator,
        .directory = directory,
        .workers = workers,
        .clock = clock,
        .random = random,
    };
    std::shared_ptr<mail::Account> account;
    boost::asio::io_context context;
    Scope scope;
    std::unique_ptr<net::MemoryPeer> peer;
};

} // namespace

TEST_F(ImapSession, SendsAsFastAsTheClientTakes)
{
    const std::string text = "Subject: large\r\n\r\n" + std::string(5'000'000, 'x');
    deliver(text);
    select();
    peer->setRoom(1'000);
    const std::string first = talk("c FETCH 1 BODY.PEEK[]\r\n");
    EXPECT_TRUE(peer->isWriting());
    EXPECT_LT(engine.reads, 4) << "not read before it is sent";
    EXPECT_LE(engine.largest, 256U * 1024U);
    peer->setRoom(std::numeric_limits<std::size_t>::max());
    EXPECT_TRUE(peer->settle());
    const std::string all = first + peer->take();
    EXPECT_TRUE(
        all
        == "* 1 FETCH (BODY[] {" + std::to_string(text.size()) + "}\r\n" + text
            + ")\r\nc OK FETCH completed\r\n"
    );
}

TEST_F(ImapSession, ReadsNoMoreThanIsAskedFor)
{
    deliver("Subject: large\r\n\r\n" + std::string(5'000'000, 'x'));
    select();
    talk("c FETCH 1 (FLAGS UID RFC822.SIZE ENVELOPE BODYSTRUCTURE)\r\n");
    EXPECT_EQ(engine.reads, 0) << "what was rendered at delivery needs no blob";
    talk("d FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject Date)]\r\n");
    EXPECT_EQ(engine.reads, 0) << "what is kept of the header needs none either";
    talk("e FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject X-Other)]\r\n");
    talk("f FETCH 1 BODY.PEEK[]<4000000.10>\r\n");
    EXPECT_EQ(engine.reads, 2);
    EXPECT_LE(engine.largest, 16U * 1024U);
}

// The client still sees the message, and must not think that it is flagged now.
TEST_F(ImapSession, StoresNothingInWhatIsExpungedInTheSameCommit)
{
    deliver("Subject: first\r\n\r\n");
    deliver("Subject: second\r\n\r\n");
    select();
    boost::asio::io_context others;
    const auto begin = [&](Task<> task) {
        boost::asio::co_spawn(others, std::move(task), boost::asio::detached);
        others.restart();
        others.poll();
    };
    std::promise<void> gate;
    begin(occupy(account, gate.get_future().share()));
    peer->feed("c STORE 1:2 +FLAGS (\\Flagged)\r\n");
    context.restart();
    context.poll();
    mail::Plan expunge = [](mail::Draft& draft) -> Result<> {
        EXPECT_TRUE(draft.expunge(draft.state().mailbox("INBOX")->id, mail::Uid(1)));
        return {};
    };
    begin(change(account, std::move(expunge)));
    gate.set_value();
    others.restart();
    others.run();
    EXPECT_TRUE(peer->settle());
    EXPECT_EQ(
        peer->take(),
        "* 2 FETCH (UID 2 FLAGS (\\Flagged \\Recent))\r\n"
        "c OK [EXPUNGEISSUED] some messages are gone\r\n"
    );
    EXPECT_EQ(talk("d NOOP\r\n"), "* 1 EXPUNGE\r\nd OK NOOP completed\r\n");
}

TEST_F(ImapSession, RefusesWhatCannotBeRead)
{
    deliver("Subject: large\r\n\r\n" + std::string(1'000'000, 'x'));
    select();
    engine.failFrom = 0;
    EXPECT_EQ(
        talk("c FETCH 1 BODY.PEEK[HEADER.FIELDS (X-Other)]\r\n"),
        "* 1 FETCH (BODY[HEADER.FIELDS (X-Other)] NIL)\r\nc NO [UNAVAILABLE] a failing disk\r\n"
    );
    EXPECT_EQ(talk("d NOOP\r\n"), "d OK NOOP completed\r\n");
    // in the midst of a literal there is no other way to say it
    engine.reads = 0;
    engine.failFrom = 3;
    EXPECT_FALSE(talk("e FETCH 1 BODY.PEEK[]\r\n").contains("\r\ne "));
    EXPECT_TRUE(peer->isClosed());
}

TEST_F(ImapSession, EndsWithTheServer)
{
    for (const auto* command : {"", "c IDLE\r\n", "c APPEND INBOX {5}\r\n", "c SELECT {5}\r\n"}) {
        select();
        talk(command);
        peer->stop();
        EXPECT_TRUE(peer->settle());
        EXPECT_TRUE(peer->isClosed());
        const auto said = peer->take();
        EXPECT_TRUE(said.starts_with("* BYE [UNAVAILABLE] ")) << command << said;
        EXPECT_TRUE(said.ends_with("moment\r\n")) << "nothing comes after BYE: " << said;
    }
}

TEST_F(ImapSession, EndsWhenTheClientBreaksOff)
{
    for (const auto* command :
         {"", "c IDLE\r\n", "c APPEND INBOX {5}\r\n", "c SELECT {5}\r\n", "c AUTH"}) {
        select();
        talk(command);
        peer->fail();
        EXPECT_TRUE(peer->settle());
        EXPECT_TRUE(peer->isClosed());
    }
}

TEST_F(ImapSession, MissesNoWakeInIdle)
{
    select();
    EXPECT_EQ(talk("c IDLE\r\n"), "+ idling\r\n* OK still here\r\n");
    constexpr int count = 300;
    std::thread writer([&] {
        for (int i = 0; i < count; ++i)
            deliver("Subject: " + std::to_string(i) + "\r\n\r\nbody\r\n");
    });
    const std::string last = "* " + std::to_string(count) + " EXISTS\r\n";
    std::string heard;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!heard.contains(last) && std::chrono::steady_clock::now() < deadline) {
        context.restart();
        context.run_one_for(std::chrono::milliseconds(10));
        heard += peer->take();
    }
    writer.join();
    EXPECT_TRUE(heard.contains(last)) << heard;
}

TEST_F(ImapSession, TellsAllThatIsMissingOnceExpungesAreForgotten)
{
    for (int i = 0; i < 5; ++i)
        deliver("Subject: x\r\n\r\nbody\r\n");
    select();
    const auto before = std::to_string(account->state()->modSeq.value);
    run(expungeAndSweep(account, {mail::Uid(2), mail::Uid(4)}));
    const auto record = account->state()->mailbox("INBOX")->record;
    const auto qresync = [validity = std::to_string(record.uidValidity.value)](std::string rest) {
        return "d SELECT INBOX (QRESYNC (" + validity + ' ' + rest + "))\r\n";
    };
    EXPECT_TRUE(talk("c ENABLE QRESYNC\r\n").ends_with("c OK ENABLE completed\r\n"));
    EXPECT_TRUE(talk(qresync(before)).contains("\r\n* VANISHED (EARLIER) 2,4\r\n"));
    // as far as the pairs of numbers and UIDs fit, the client knows what is there
    EXPECT_TRUE(talk(qresync(before + " (1,2 1,3)")).contains("* VANISHED (EARLIER) 4\r\n"));
    EXPECT_TRUE(talk(qresync(before + " (1:3 1:3)")).contains("* VANISHED (EARLIER) 2,4\r\n"));
    EXPECT_TRUE(talk(qresync(before + " 1:3 (1 1)")).contains("* VANISHED (EARLIER) 2\r\n"));
    const auto now = std::to_string(record.highestModSeq.value);
    EXPECT_FALSE(talk(qresync(now)).contains("VANISHED"));
}

TEST_F(ImapSession, CannotReadWhatIsGoneForGood)
{
    deliver("Subject: x\r\n\r\nbody\r\n");
    deliver("Subject: y\r\n\r\nbody\r\n");
    select();
    run(expungeAndSweep(account, {mail::Uid(1)}));
    const auto said = talk("c FETCH 1:2 (BODY.PEEK[HEADER.FIELDS (Subject)])\r\n");
    EXPECT_TRUE(said.starts_with("* 2 FETCH (")) << said;
    EXPECT_TRUE(said.contains("\r\nc NO [EXPUNGEISSUED] ")) << said;
    EXPECT_EQ(talk("d NOOP\r\n"), "* 1 EXPUNGE\r\nd OK NOOP completed\r\n");
}

TEST_F(ImapSession, TellsHowFarALongSearchIs)
{
    for (int i = 0; i < 700; ++i)
        deliver("Subject: " + std::to_string(i) + "\r\n\r\nx\r\n");
    settings.progressInterval = std::chrono::milliseconds(0);
    select();
    const auto searched = talk("c SEARCH SUBJECT 699\r\n");
    EXPECT_TRUE(searched.contains("* OK [INPROGRESS (\"c\" ")) << searched;
    EXPECT_TRUE(searched.contains(" 700)] ")) << searched;
    EXPECT_TRUE(searched.ends_with("* SEARCH 700\r\nc OK SEARCH completed\r\n")) << searched;
    const auto bracket = talk("d] SEARCH SUBJECT 699\r\n");
    EXPECT_TRUE(bracket.contains("* OK [INPROGRESS (NIL ")) << bracket;
    const auto several = talk("e ESEARCH IN (personal) RETURN (COUNT) SUBJECT 699\r\n");
    EXPECT_TRUE(several.contains("* OK [INPROGRESS (\"e\" 0 700)] ")) << several;
    EXPECT_TRUE(several.contains(") UID COUNT 1\r\n")) << several;
    settings.progressInterval = std::chrono::hours(1);
    EXPECT_EQ(talk("f SEARCH SUBJECT 699\r\n"), "* SEARCH 700\r\nf OK SEARCH completed\r\n");
}

TEST_F(ImapSession, SearchesForNobodyNoLonger)
{
    for (int i = 0; i < 3000; ++i)
        deliver("Subject: " + std::to_string(i) + "\r\n\r\nx\r\n");
    settings.progressInterval = std::chrono::milliseconds(0);
    select();
    engine.reads = 0;
    peer->feed("c SEARCH BODY nothing\r\n");
    peer->close();
    EXPECT_TRUE(peer->settle());
    EXPECT_FALSE(peer->take().contains("c OK"));
    EXPECT_LT(engine.reads, 3000);
}

} // namespace postamt::imap
