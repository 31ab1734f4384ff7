#include "transcript/world.h"

#include "cli/administration.h"
#include "mail/ingest.h"
#include "store/memory/memory_engine.h"
#include "store/rocks/rocks_engine.h"
#include "transcript/mail_file.h"
#include "transcript/player.h"
#include "transcript/tokens.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace postamt::transcript {

namespace {

constexpr std::array users{"alice", "bob"};

std::unique_ptr<store::Engine> makeEngine(
    [[maybe_unused]] EngineKind kind,
    [[maybe_unused]] const std::filesystem::path& directory,
    const Clock& clock
)
{
#ifdef POSTAMT_ROCKS
    if (kind == EngineKind::Rocks) {
        auto engine = store::openRocks(directory, {.clock = &clock});
        if (!engine)
            throw std::runtime_error(engine.error().text);
        return std::move(*engine);
    }
#endif
    return std::make_unique<store::MemoryEngine>(clock);
}

/// Made once a process: the hashes cost milliseconds.
const accounts::Credentials& credentialsOf(std::string_view user)
{
    static std::map<std::string, accounts::Credentials, std::less<>> known;
    auto found = known.find(user);
    if (found == known.end()) {
        SystemRandom random;
        auto made
            = accounts::makeCredentials(passwordOf(user), random, accounts::PasswordCost::least());
        found = known.emplace(user, std::move(*made)).first;
    }
    return found->second;
}

Task<Result<>> appendTo(
    mail::AccountPool* pool,
    Workers* workers,
    mail::AccountId id,
    store::BodyRef body,
    UnixSeconds date
)
{
    auto message = co_await mail::ingest(workers, std::move(body), date);
    if (!message)
        co_return std::unexpected(message.error());
    auto account = co_await pool->account(id);
    if (!account)
        co_return std::unexpected(account.error());
    mail::Plan plan = [message = std::move(*message)](mail::Draft& draft) -> Result<> {
        const auto inbox = draft.state().mailbox("INBOX");
        const auto uid = draft.append(inbox->id, message);
        if (!uid)
            return std::unexpected(uid.error());
        return {};
    };
    co_return co_await (*account)->change(std::move(plan));
}

} // namespace

TemporaryDirectory::TemporaryDirectory()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "postamt-XXXXXX").string();
    if (::mkdtemp(pattern.data()))
        path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;
    if (!path_.empty())
        std::filesystem::remove_all(path_, ignored);
}

World::World(EngineKind kind)
    : engine(makeEngine(kind, directory.path() / "data", clock))
    , pool({.engine = engine, .workers = workers, .clock = clock})
    , accounts(engine, clock)
    , throttle(clock, random)
    , authenticator(accounts, throttle, workers, random, accounts::PasswordCost::least())
{
    authenticator.setSleep([](std::chrono::milliseconds) -> Task<> { co_return; });
}

World::~World()
{
    workers.join();
    engine.close();
}

Result<> World::populate()
{
    const Result<> domain = accounts.addDomain("example.test");
    if (!domain)
        return domain;
    std::vector<accounts::NewAccount> added;
    for (const auto* user : users)
        added.push_back({.address = addressOf(user), .credentials = credentialsOf(user)});
    const auto done = accounts.addAccounts(added);
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<> World::deliver(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return bad("cannot read " + file.string());
    std::ostringstream text;
    text << stream.rdbuf();
    const bool isMbox = file.extension() == ".mbox";
    const auto messages = isMbox ? splitMbox(text.view()) : std::vector{text.str()};
    for (const auto& message : messages) {
        const Result<> done = append(message, start - 86400 + 60 * delivered_);
        if (!done)
            return done;
        ++delivered_;
    }
    return {};
}

Result<> World::append(std::string message, UnixSeconds date)
{
    const auto alice = accounts.accountOfUser(addressOf("alice"));
    if (!alice || !*alice)
        return bad("there is no alice");
    auto body = store::makeBody(std::move(message));
    return runTask(appendTo(&pool, &workers, (*alice)->id, std::move(body), date));
}

Result<> World::set(const std::string& key, const std::string& value)
{
    if (std::ranges::find(users, key) != users.end()) {
        const auto space = std::min(value.find(' '), value.size());
        return accounts.setAccount(
            addressOf(key), value.substr(0, space), value.substr(std::min(space + 1, value.size()))
        );
    }
    const auto dot = key.find('.');
    if (dot == std::string::npos)
        return bad("a setting is SECTION.NAME");
    const auto parsed = parseSettings(
        "[" + key.substr(0, dot) + "]\n" + key.substr(dot + 1) + " = " + value + "\n"
    );
    if (!parsed)
        return std::unexpected(parsed.error());
    for (std::size_t i = 0; i < settings::table.size(); ++i) {
        if (settings::table[i].key != key)
            continue;
        const Result<> done = settings.set(key, parsed->value(i));
        applySettings();
        return done;
    }
    return bad("there is no setting " + key);
}

Result<std::string> World::operate(const std::string& verb, std::string_view arguments)
{
    cli::Request request{.verb = verb, .arguments = {}, .secret = {}};
    constexpr std::string_view secret = "secret=";
    while (!arguments.empty()) {
        const auto blank = std::min(arguments.find(' '), arguments.size());
        const auto word = arguments.substr(0, blank);
        if (word.starts_with(secret))
            request.secret = word.substr(secret.size());
        else
            request.arguments.emplace_back(word);
        arguments.remove_prefix(std::min(blank + 1, arguments.size()));
    }
    const cli::Administration administration{
        .engine = engine,
        .directory = accounts,
        .random = random,
        .checkpoints = directory.path(),
        .isLive = true,
    };
    return cli::perform(administration, request);
}

void World::applySettings()
{
    throttle.setPolicy({
        .freeFailures = static_cast<int>(settings.number("login.free_failures")),
        .longestDelay = std::chrono::seconds(settings.number("login.longest_delay")),
        .banFailures = static_cast<int>(settings.number("login.ban_failures")),
        .banTime = std::chrono::seconds(settings.number("login.ban_time")),
    });
    if (const auto& name = settings.text("oauth.issuer"); !name.empty()) {
        const auto file = directory.path() / "keys.json";
        std::ofstream(file) << testIssuer().keySet();
        tokens::IssuerSettings issuer;
        issuer.rules = {.issuer = name, .audience = settings.text("oauth.audience")};
        issuer.keys = file;
        authenticator.setIssuer(std::make_shared<tokens::Issuer>(clock, std::move(issuer)));
    }
    if (asksForCertificates())
        authenticator.setCertificateField(accounts::CertificateField::Email);
    authenticator.setConnectionLimit(
        static_cast<std::size_t>(settings.number("limits.connections_per_account"))
    );
}

} // namespace postamt::transcript
