// Any bytes of a browser to a whole session of the settings page. Properties: every answer is a
// response with its length, the fields that protect the page, and JSON where it says so; it makes no
// difference how the input is cut; the session ends with its client; no account but the one that has
// signed in is changed.
#include "mutator.h"
#include "play.h"
#include "require.h"
#include "store/commit.h"
#include "web/json.h"
#include "web/session.h"
#include "world.h"

#include <array>
#include <charconv>

namespace {

using namespace postamt;
using namespace postamt::fuzz;

const accounts::SignInToken token{
    .account = mail::AccountId(1), .secret = std::string(32, '\x11')
};

/// Made once: they take long.
const accounts::Credentials& credentialsOf(std::string_view name)
{
    static const auto make = [](std::string_view password) {
        CountingRandom random;
        auto made = accounts::makeCredentials(password, random, accounts::PasswordCost::least());
        require(made.has_value(), "there is a password");
        return std::move(*made);
    };
    static const auto alice = make("alice");
    static const auto bob = make("bob");
    return name == "alice" ? alice : bob;
}

/// A directory of its own for each session: what was changed in one is not there in the next.
struct People {
    People()
    {
        authenticator.setSleep([](std::chrono::milliseconds) -> Task<> { co_return; });
        throttle.setPolicy({.freeFailures = 1'000'000, .banFailures = 2'000'000});
        (void)directory.addDomain("example.test");
        signIn(credentialsOf("alice"));
        for (const std::string name : {"alice", "bob"})
            (void)directory.addAccount(
                {.address = name + "@example.test", .credentials = credentialsOf(name)}
            );
        bob = bobNow();
    }

    void signIn(const accounts::Credentials& credentials)
    {
        const accounts::SignIn record{
            .mark = accounts::passwordMark(credentials),
            .created = FuzzClock::start,
            .expires = FuzzClock::start + 43'200,
        };
        store::Batch batch;
        batch.partition = accounts::signIns;
        batch.next = batch.expected.next();
        batch.puts.push_back(
            {.key = accounts::signInKey(token), .value = accounts::formatSignIn(record)}
        );
        (void)store::commitAndWait(engine, std::move(batch));
    }

    std::pair<accounts::Account, std::size_t> bobNow()
    {
        const auto account = directory.accountOfUser("bob");
        const auto passwords = directory.appPasswords(mail::AccountId(2));
        require(account && *account && passwords, "bob is there");
        return {**account, passwords->size()};
    }

    store::MemoryEngine engine{world().clock};
    accounts::Directory directory{engine, world().clock};
    accounts::LoginThrottle throttle{world().clock, world().random};
    accounts::Authenticator authenticator{
        directory, throttle, world().workers, world().random, accounts::PasswordCost::least()
    };
    accounts::SignIns signIns{engine, world().clock, world().random};
    std::pair<accounts::Account, std::size_t> bob;
};

constexpr std::array<web::MailServer, 1> servers{{{"imap", 993, "tls"}}};

Task<> serve(std::unique_ptr<net::Stream> stream)
{
    static const auto settings = std::make_shared<const Settings>();
    People people;
    const web::Parts parts{
        .settings = settings,
        .servers = servers,
        .directory = people.directory,
        .authenticator = people.authenticator,
        .signIns = people.signIns,
        .workers = world().workers,
        .clock = world().clock,
        .random = world().random,
        .passwordCost = accounts::PasswordCost::least(),
    };
    {
        web::Session session(parts, std::move(stream));
        co_await session.run();
    }
    // Nobody signs in as bob: none of the phrases has his password, and no fuzzer finds it.
    const auto now = people.bobNow();
    require(now == people.bob, "another account is not changed");
}

const std::vector<Start> starts{{serve, true, ""}};

const std::string cookieLine = "Cookie: __Host-postamt=" + token.text();
const std::string csrfLine = "X-CSRF-Token: " + token.csrf();

const std::array<std::string_view, 34> phrases{
    "GET / HTTP/1.1",
    "GET /robots.txt HTTP/1.1",
    "HEAD /robots.txt HTTP/1.1",
    "GET /api/session HTTP/1.1",
    "GET /api/servers HTTP/1.1",
    "GET /api/access HTTP/1.1",
    "GET /api/appPasswords HTTP/1.1",
    "POST /api/signIn HTTP/1.1",
    "POST /api/signOut HTTP/1.1",
    "POST /api/setAccess HTTP/1.1",
    "POST /api/addAppPassword HTTP/1.1",
    "POST /api/removeAppPassword HTTP/1.1",
    "POST /api/setProfile HTTP/1.1",
    "POST /api/changePassword HTTP/1.1",
    "GET / HTTP/1.0",
    "Host: h",
    "Origin: https://h",
    "Sec-Fetch-Site: same-origin",
    "Content-Type: application/json",
    "Content-Length: 2",
    "Content-Length: 20",
    "Transfer-Encoding: chunked",
    "Expect: 100-continue",
    "Connection: close",
    "Accept-Encoding: gzip",
    "If-None-Match: *",
    "",
    "{}",
    "{\"imap\":false,\"pop\":true}",
    "{\"label\":\"x\",\"protocols\":[\"imap\"]}",
    "{\"current\":\"alice\",\"password\":\"alice-alice\"}",
    "0",
    cookieLine,
    csrfLine,
};

/// Reads the responses one after the other, as a browser would.
void checkResponses(std::string_view text)
{
    while (!text.empty()) {
        require(text.starts_with("HTTP/1.1 "), "a response begins", text);
        const auto end = text.find("\r\n\r\n");
        require(end != std::string_view::npos, "a head ends", text);
        const auto head = text.substr(0, end + 2);
        text.remove_prefix(end + 4);
        if (head.starts_with("HTTP/1.1 100 "))
            continue;
        require(head.find("\r\nX-Content-Type-Options: nosniff\r\n") != head.npos, "no sniffing", head);
        require(head.find("\r\nContent-Security-Policy: default-src 'none'") != head.npos, "a policy", head);
        constexpr std::string_view lengthField = "\r\nContent-Length: ";
        const auto at = head.find(lengthField);
        if (at == head.npos) {
            require(head.starts_with("HTTP/1.1 304 "), "a length", head);
            continue;
        }
        std::size_t size = 0;
        const auto* number = head.data() + at + lengthField.size();
        std::from_chars(number, head.data() + head.size(), size);
        const bool isJson = head.find("json\r\n") != head.npos;
        if (text.empty() || text.starts_with("HTTP/1.1 "))
            continue; // of a HEAD
        require(text.size() >= size, "the body is whole", head);
        boost::system::error_code code;
        if (isJson)
            require(web::json::parse(text.substr(0, size), code).is_object() && !code, "JSON", text);
        require(head.starts_with("HTTP/1.1 2") || isJson, "an error is a problem", head);
        text.remove_prefix(size);
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned int seed
)
{
    return mutateLines(phrases, data, size, maxSize, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    checkResponses(joined(playBothWays(starts, data, size)));
    return 0;
}
