#include "world.h"

#include "base/log.h"
#include "mail/check.h"
#include "mail/ingest.h"
#include "queue/check.h"
#include "require.h"

#include <array>
#include <string_view>

namespace postamt::fuzz {

namespace {

constexpr std::array<std::string_view, 3> letters{
    "From: =?utf-8?q?J=C3=B6rg?= <joerg@example.org>\r\nTo: alice@example.test\r\n"
    "Subject: first\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n"
    "\r\nHello Alice,\r\n.a line with a dot\r\n",

    "From: bob@example.test\r\nTo: group: a@example.org, b@example.org;\r\nSubject: Re: [l] "
    "parts\r\n"
    "References: <1@example.org>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"b\"; x*=utf-8''%C3%BC\r\n\r\npreamble\r\n--b\r\n"
    "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n\r\n"
    "<p>Gr=FC=DFe</p>\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inside\r\n\r\ntext\r\n"
    "--b\r\nContent-Type: application/octet-stream; name=\"a.bin\"\r\n"
    "Content-Disposition: attachment; filename=\"a.bin\"\r\nContent-Transfer-Encoding: "
    "base64\r\n\r\n"
    "AAECAwQ=\r\n--b--\r\n",

    "Subject: bytes \xfc\xc3\xbc beyond ASCII\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n"
    "bare line ends\nand a \x80 byte\r\n\r\nend without a line end",
};

store::Batch partitionOf(store::Engine& engine, store::Partition partition)
{
    store::Batch batch;
    batch.partition = partition;
    batch.next = *engine.version(partition);
    const auto put = [&batch](std::string_view key, std::string_view value) {
        batch.puts.push_back({std::string(key), std::string(value)});
        return true;
    };
    const auto link = [&](const store::BlobId& id) {
        batch.linked.push_back(id);
        batch.bodies.push_back(store::makeBody(*engine.blob(id, 0, *engine.blobSize(id).value())));
        return true;
    };
    require(engine.scan(partition, {}, put) && engine.links(partition, link), "mail can be read");
    return batch;
}

queue::Connect noConnection()
{
    struct Refusing {
        static Task<Result<std::unique_ptr<net::Stream>>> connect()
        {
            co_return temporary("there is no network");
        }
    };

    return [] { return Refusing::connect(); };
}

Task<Result<>> changed(mail::AccountPool* pool, mail::AccountId id, mail::Plan plan)
{
    auto account = co_await pool->account(id);
    if (!account)
        co_return std::unexpected(account.error());
    const auto inbox = (*account)->state()->mailbox("INBOX")->id;
    const auto open = co_await (*account)->open(inbox);
    if (!open)
        co_return std::unexpected(open.error());
    co_return co_await (*account)->change(std::move(plan));
}

} // namespace

class World::NoCourier : public queue::Courier {
public:
    Task<Result<>> deliver(std::string, std::string) override { co_return Result<>(); }
};

void CountingRandom::fill(std::span<std::byte> bytes)
{
    for (auto& byte : bytes) {
        state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        byte = static_cast<std::byte>(state_ >> 56U);
    }
}

World::World()
    : authenticator(directory, throttle, workers, random, accounts::PasswordCost::least())
    , courier_(std::make_unique<NoCourier>())
{
    log::setLevel(log::Level::Off);
    throttle.setPolicy({
        .freeFailures = 1'000'000'000,
        .longestDelay = std::chrono::seconds(0),
        .banFailures = 2'000'000'000,
        .banTime = std::chrono::seconds(1),
    });
    authenticator.setSleep([](std::chrono::milliseconds) -> Task<> { co_return; });
    // An issuer without a key: tokens are asked for, and nobody has one.
    tokens::IssuerSettings issuer{
        .rules = {.issuer = "https://id.test", .audience = "mail"},
        .keys = std::filesystem::path("/dev/null"),
    };
    authenticator.setIssuer(std::make_shared<tokens::Issuer>(clock, std::move(issuer)));
    populate();
    prepare();
}

World::~World()
{
    mail_.reset();
    settle();
}

void World::populate()
{
    require(directory.addDomain("example.test").has_value(), "there is a domain");
    for (const std::string name : {"alice", "bob"}) {
        accounts::NewAccount account;
        account.address = name + "@example.test";
        auto made = accounts::makeCredentials(name, random, accounts::PasswordCost::least());
        account.credentials = std::move(*made);
        require(directory.addAccount(account).has_value(), "there is an account");
    }
    const std::vector<std::string> both{"alice@example.test", "bob@example.test"};
    require(directory.addAlias("all@example.test", both).has_value(), "there is an alias");
    require(directory.secret(random).has_value(), "there is a secret");
    alice_ = (*directory.accountOfUser("alice"))->id;
}

void World::prepare()
{
    mail_ = empty();
    for (std::size_t i = 0; i < letters.size(); ++i)
        deliver();
    const mail::Plan plan = [](mail::Draft& draft) -> Result<> {
        const auto inbox = draft.state().mailbox("INBOX")->id;
        const auto mask = draft.keywordMask(inbox, {"$Forwarded", "work"});
        mail::FlagSet seen;
        seen.add(mail::Flag::Seen).add(mail::Flag::Deleted);
        draft.setFlags(inbox, mail::Uid(2), mail::FlagMode::Replace, seen, *mask);
        draft.expunge(inbox, mail::Uid(1));
        const auto made = draft.createMailbox("Work/J\xc3\xb6rg");
        return made ? Result<>() : std::unexpected(made.error());
    };
    require(change(plan).has_value(), "mail can be prepared");
    deliver();
    prepared_.push_back(partitionOf(*mail_->engine, alice_));
}

std::unique_ptr<Mail> World::empty()
{
    auto engine = std::make_unique<store::MemoryEngine>(clock);
    const mail::Surroundings surroundings{*engine, workers, clock};
    return std::make_unique<Mail>(surroundings, std::move(engine));
}

void World::begin()
{
    random.begin();
    clock.begin();
    delivered_ = 0;
    mail_ = empty();
    for (const auto& batch : prepared_) {
        const auto done = [](const Result<store::Committed>& result) {
            require(result && *result == store::Committed::Done, "mail can be put back");
        };
        mail_->engine->commit(batch, done);
    }
    queue::Parts parts{*mail_->engine, workers, clock, random, *courier_, noConnection()};
    mail_->queue = std::make_unique<queue::Queue>(
        std::move(parts), queue::QueueSettings(), context.get_executor()
    );
}

void World::end()
{
    settle();
    require(scope.size() == 0, "a session ends when its client has gone");
    mail_->engine->setFault(std::nullopt);
    const auto report
        = [](const mail::Finding& finding) { require(false, "the store is sound", finding.text); };
    require(mail::check(*mail_->engine, {}, report).has_value(), "the store can be checked");
    const auto queued = queue::checkQueue(*mail_->engine);
    require(queued.has_value(), "the queue can be checked");
    for (const auto& finding : *queued)
        require(false, "the queue is sound", finding);
    mail_.reset();
    settle();
}

void World::settle()
{
    context.restart();
    while (context.poll() > 0)
        context.restart();
}

Result<> World::change(mail::Plan plan)
{
    return run(changed(&mail_->pool, alice_, std::move(plan)));
}

void World::deliver()
{
    const auto letter = letters[delivered_++ % letters.size()];
    auto made = run(mail::ingest(&workers, store::makeBody(std::string(letter)), clock.seconds()));
    const mail::Plan plan = [message = std::move(*made)](mail::Draft& draft) -> Result<> {
        const auto uid = draft.append(draft.state().mailbox("INBOX")->id, message);
        return uid ? Result<>() : std::unexpected(uid.error());
    };
    const Result<> ignored = change(plan);
}

void World::expungeFirst()
{
    const mail::Plan plan = [](mail::Draft& draft) -> Result<> {
        const auto inbox = draft.state().mailbox("INBOX");
        if (inbox->rows && inbox->rows->size() > 0)
            draft.expunge(inbox->id, inbox->rows->at(0).uid);
        return {};
    };
    const Result<> ignored = change(plan);
}

void World::flagAll()
{
    const mail::Plan plan = [](mail::Draft& draft) -> Result<> {
        const auto inbox = draft.state().mailbox("INBOX");
        const auto mask = draft.keywordMask(inbox->id, {"other"});
        if (!mask)
            return std::unexpected(mask.error());
        mail::FlagSet flagged;
        flagged.add(mail::Flag::Flagged);
        for (std::uint32_t i = 0; inbox->rows && i < inbox->rows->size(); ++i)
            draft.setFlags(inbox->id, inbox->rows->at(i).uid, mail::FlagMode::Add, flagged, *mask);
        return {};
    };
    const Result<> ignored = change(plan);
}

World& world()
{
    static World one;
    return one;
}

} // namespace postamt::fuzz
