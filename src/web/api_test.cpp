#include "web/test_service.h"

namespace postamt::web {

namespace {

class WebApi : public WebService {
protected:
    Browser alice = signedIn("alice");

    /// A session of a mail program.
    accounts::AuthenticatedUser logIn(accounts::Protocol protocol, std::string password)
    {
        boost::asio::io_context own;
        std::optional<Result<accounts::AuthenticatedUser>> out;
        boost::asio::co_spawn(
            own,
            authenticator.verifyPassword({"alice", "192.0.2.7", protocol}, std::move(password)),
            [&](std::exception_ptr, Result<accounts::AuthenticatedUser> user) {
                out.emplace(std::move(user));
            }
        );
        own.run();
        EXPECT_TRUE(*out) << out->error().text;
        return *out ? std::move(**out) : accounts::AuthenticatedUser();
    }
};

} // namespace

TEST_F(WebApi, GivesWhatItSays)
{
    EXPECT_EQ(
        post("/api/addAppPassword", R"({"label":"x","protocols":["imap"]})", alice).status, 200
    );
    logIn(accounts::Protocol::Imap, "alice-password");
    for (const auto& call : apiCalls()) {
        if (call.changes)
            continue;
        const auto reply = get(fmt::format("/api/{}", call.name), alice);
        EXPECT_EQ(reply.status, 200) << call.name;
        EXPECT_EQ(reply.fields.at("Content-Type"), "application/json");
        EXPECT_EQ(reply.fields.at("Cache-Control"), "no-store");
        EXPECT_TRUE(fits(*call.gives, reply.object())) << call.name << reply.body;
    }
}

TEST_F(WebApi, SignsInAndOut)
{
    auto reply = post("/api/signIn", R"({"user":"Alice","password":"alice-password"})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(fits(*findCall("signIn")->gives, reply.object()));
    const auto& cookie = reply.fields.at("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-postamt=1-"));
    EXPECT_TRUE(cookie.ends_with("; Path=/; Max-Age=43200; Secure; HttpOnly; SameSite=Strict"));
    const auto browser = browserOf(reply);
    reply = get("/api/session", browser);
    EXPECT_EQ(*textIn(reply.object(), "address"), "alice@example.test");
    EXPECT_EQ(*textIn(reply.object(), "csrf"), browser.csrf);
    EXPECT_EQ(reply.body.find(browser.cookie.substr(2)), std::string::npos);

    reply = post("/api/signOut", "{}", browser);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(
        reply.fields.at("Set-Cookie"),
        "__Host-postamt=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
    );
    EXPECT_EQ(get("/api/session", browser).problem(), "401 not-signed-in");
    EXPECT_EQ(get("/api/session", alice).status, 200) << "the other browser stays";
}

TEST_F(WebApi, RefusesWrongPasswords)
{
    for (const std::string body : {
             R"({"user":"alice","password":"wrong"})",
             R"({"user":"nobody","password":"wrong"})",
             R"({"user":"alice","password":"bob-password"})",
         })
        EXPECT_EQ(post("/api/signIn", body).problem(), "403 wrong-password");
    EXPECT_TRUE(directory.setAccount("alice@example.test", "web", "off"));
    const std::string right = R"({"user":"alice","password":"alice-password"})";
    EXPECT_EQ(post("/api/signIn", right).problem(), "403 switched-off");
    EXPECT_EQ(get("/api/session", alice).problem(), "401 not-signed-in") << "at once";
    throttle.setPolicy({.banFailures = 1});
    const std::string wrong = R"({"user":"alice","password":"wrong"})";
    post("/api/signIn", wrong);
    EXPECT_EQ(post("/api/signIn", wrong).problem(), "429 too-many-attempts");
}

TEST_F(WebApi, ASignInHasItsTime)
{
    clock.advance(std::chrono::hours(12) - std::chrono::seconds(1));
    EXPECT_EQ(get("/api/session", alice).status, 200);
    clock.advance(std::chrono::seconds(1));
    connect();
    EXPECT_EQ(get("/api/session", alice).problem(), "401 not-signed-in");
}

TEST_F(WebApi, NeedsASession)
{
    for (const auto& call : apiCalls()) {
        if (!call.needsSession)
            continue;
        const auto path = fmt::format("/api/{}", call.name);
        const auto bob = signedIn("bob");
        for (const auto& cookie :
             {std::string(),
              std::string("x"),
              "2" + alice.cookie.substr(1),
              alice.cookie + "0",
              "1" + bob.cookie.substr(1),
              std::string("1-") + std::string(64, '0')}) {
            const Browser thief{.cookie = cookie, .csrf = alice.csrf};
            const auto reply = call.changes ? post(path, "{}", thief) : get(path, thief);
            EXPECT_EQ(reply.problem(), "401 not-signed-in") << path << cookie;
        }
    }
}

TEST_F(WebApi, ChangesNeedTheToken)
{
    const auto bob = signedIn("bob");
    for (const auto& csrf : {std::string(), std::string(64, '0'), bob.csrf, alice.csrf + "0"})
        EXPECT_EQ(
            post("/api/setAccess", R"({"pop":"off"})", {alice.cookie, csrf}).problem(),
            "403 no-csrf-token"
        );
    EXPECT_EQ(value("alice", "pop3"), "classic");
}

TEST_F(WebApi, ChangesComeFromThePage)
{
    const std::string body = R"({"pop":"off"})";
    const std::string type = "Content-Type: application/json\r\n";
    for (const std::string fields : {
             "Origin: https://evil.example\r\n",
             "Origin: null\r\n",
             "Origin: http://mail.example.test\r\n",
             "Origin: https://mail.example.test:444\r\n",
             "Sec-Fetch-Site: cross-site\r\n",
             "Sec-Fetch-Site: same-site\r\n",
         }) {
        EXPECT_EQ(
            post("/api/setAccess", body, alice, type + fields).problem(), "403 foreign-origin"
        );
        EXPECT_EQ(
            post("/api/signIn", R"({"user":"bob","password":"bob-password"})", {}, type + fields)
                .problem(),
            "403 foreign-origin"
        );
    }
    EXPECT_EQ(value("alice", "pop3"), "classic");
    for (const std::string fields : {
             "",
             "Content-Type: text/plain\r\n",
             "Content-Type: application/x-www-form-urlencoded\r\n",
             "Content-Type: application/jsonx\r\n",
         })
        EXPECT_EQ(post("/api/setAccess", body, alice, fields).problem(), "415 wrong-type");
    EXPECT_EQ(value("alice", "pop3"), "classic");
    const std::string own = "Content-Type: Application/JSON; charset=utf-8\r\n"
                            "Origin: https://mail.example.test\r\nSec-Fetch-Site: same-origin\r\n";
    EXPECT_EQ(post("/api/setAccess", body, alice, own).status, 200);
    EXPECT_EQ(value("alice", "pop3"), "off");
}

TEST_F(WebApi, SwitchesAtOnce)
{
    const auto imap = logIn(accounts::Protocol::Imap, "alice-password");
    const auto pop = logIn(accounts::Protocol::Pop3, "alice-password");
    auto reply = post("/api/setAccess", R"({"imap":false})", alice);
    EXPECT_EQ(reply.body, R"({"imap":false,"pop":"classic","fetched":"keep","popSince":null})");
    EXPECT_TRUE(imap.seat->isLost());
    EXPECT_EQ(imap.seat->reason(), "IMAP is switched off for this account");
    EXPECT_FALSE(pop.seat->isLost());
    EXPECT_EQ(get("/api/access", alice).body, reply.body);
    reply = post("/api/setAccess", R"({"imap":true,"pop":"off","fetched":"archive"})", alice);
    EXPECT_EQ(reply.body, R"({"imap":true,"pop":"off","fetched":"archive","popSince":null})");
    EXPECT_EQ(value("alice", "pop3.fetched"), "archive");
    EXPECT_TRUE(pop.seat->isLost());
    EXPECT_EQ(post("/api/setAccess", "{}", alice).body, reply.body);
    EXPECT_EQ(value("bob", "pop3"), "classic");
}

TEST_F(WebApi, AppPasswordsAreMadeShownOnceAndRemoved)
{
    auto reply = post(
        "/api/addAppPassword",
        R"({"label":"Telefon ü","protocols":["imap","smtp"],"days":30})",
        alice
    );
    const auto password = *textIn(reply.object(), "password");
    logIn(accounts::Protocol::Imap, password);
    reply = get("/api/appPasswords", alice);
    EXPECT_EQ(reply.body.find(password), std::string::npos);
    const auto list = reply.object().at("passwords").as_array();
    ASSERT_EQ(list.size(), 1U);
    const auto& one = list[0].as_object();
    EXPECT_EQ(*textIn(one, "label"), "Telefon ü");
    EXPECT_EQ(json::serialize(one.at("protocols")), R"(["imap","smtp"])");
    EXPECT_EQ(*numberIn(one, "expires"), clock.seconds() + 30 * 86'400);
}

TEST_F(WebApi, AppPasswordsEndTheirSessions)
{
    const auto reply = post("/api/addAppPassword", R"({"label":"x","protocols":["imap"]})", alice);
    const auto session = logIn(accounts::Protocol::Imap, *textIn(reply.object(), "password"));
    const std::string label = R"({"label":"x"})";
    EXPECT_EQ(post("/api/removeAppPassword", label, signedIn("bob")).problem(), "404 not-there");
    EXPECT_FALSE(session.seat->isLost());
    EXPECT_EQ(post("/api/removeAppPassword", label, alice).body, "{}");
    EXPECT_TRUE(session.seat->isLost());
    EXPECT_EQ(post("/api/removeAppPassword", label, alice).problem(), "404 not-there");
}

TEST_F(WebApi, AppPasswordsHaveLimits)
{
    const std::string body = R"({"label":"x","protocols":["pop"]})";
    EXPECT_EQ(post("/api/addAppPassword", body, alice).status, 200);
    EXPECT_EQ(post("/api/addAppPassword", body, alice).problem(), "409 exists-already");
    for (int i = 1; i < 100; ++i)
        post(
            "/api/addAppPassword", fmt::format(R"({{"label":"{}","protocols":["pop"]}})", i), alice
        );
    EXPECT_EQ(
        post("/api/addAppPassword", R"({"label":"y","protocols":["pop"]})", alice).problem(),
        "409 too-many"
    );
}

TEST_F(WebApi, ChangesThePassword)
{
    const auto other = signedIn("alice");
    const auto imap = logIn(accounts::Protocol::Imap, "alice-password");
    const std::string good = R"({"current":"alice-password","password":"another one"})";
    EXPECT_EQ(
        post("/api/changePassword", R"({"current":"wrong","password":"another one"})", alice)
            .problem(),
        "403 wrong-password"
    );
    EXPECT_EQ(
        post("/api/changePassword", R"({"current":"alice-password","password":"seven77"})", alice)
            .problem(),
        "400 invalid password"
    );
    EXPECT_FALSE(imap.seat->isLost());
    const auto reply = post("/api/changePassword", good, alice);
    const auto fresh = browserOf(reply);
    EXPECT_NE(fresh.cookie, alice.cookie);
    EXPECT_EQ(get("/api/session", fresh).status, 200);
    EXPECT_EQ(get("/api/session", alice).problem(), "401 not-signed-in");
    EXPECT_EQ(get("/api/session", other).problem(), "401 not-signed-in");
    EXPECT_TRUE(imap.seat->isLost());
    logIn(accounts::Protocol::Imap, "another one");
    EXPECT_EQ(get("/api/session", signedIn("bob")).status, 200);
}

TEST_F(WebApi, SetsNameAndLanguage)
{
    auto reply = post("/api/setProfile", R"({"name":"Alice Groß","language":"de"})", alice);
    EXPECT_EQ(*textIn(reply.object(), "name"), "Alice Groß");
    EXPECT_EQ(*textIn(reply.object(), "language"), "de");
    reply = post("/api/setProfile", R"({"language":""})", alice);
    EXPECT_EQ(*textIn(reply.object(), "name"), "Alice Groß");
    EXPECT_EQ(*textIn(reply.object(), "language"), "");
    EXPECT_EQ(
        post("/api/setProfile", R"({"language":"fr"})", alice).problem(), "400 invalid language"
    );
    EXPECT_EQ(value("bob", "name"), "");
}

/// Every field of every call, with values of every wrong kind: named, and nothing changes.
TEST_F(WebApi, RefusesWhatIsNotOfItsShape)
{
    const std::array<json::value, 9> wrong{
        nullptr,
        1.5,
        -1,
        "\n",
        json::string(70, '\x01'),
        json::array{1},
        json::array{"x", "x"},
        json::object{{"a", 1}},
        json::string(2000, 'x'),
    };
    for (const auto& call : apiCalls()) {
        if (!call.changes)
            continue;
        const auto path = fmt::format("/api/{}", call.name);
        for (const std::string body : {"", "[]", "null", "{", "{}x", "\xff", "{\"\\ud800\":1}"})
            EXPECT_EQ(post(path, body, alice).problem(), "400 invalid") << path << body;
        EXPECT_EQ(post(path, std::string(1000, '['), alice).problem(), "400 invalid") << path;
        json::object good{
            {"unknown", 1}
        };
        for (const auto& row : call.takes->fields) {
            if (row.type == FieldType::Text)
                good[row.name] = std::string(8, 'a');
            else if (row.type == FieldType::Choices)
                good[row.name] = json::array{"imap"};
        }
        EXPECT_EQ(post(path, json::serialize(good), alice).problem(), "400 invalid") << path;
        good.erase("unknown");
        for (const auto& row : call.takes->fields) {
            for (const auto& value : wrong) {
                auto body = good;
                body[row.name] = value;
                EXPECT_EQ(
                    post(path, json::serialize(body), alice).problem(),
                    "400 invalid " + std::string(row.name)
                ) << path
                  << json::serialize(body);
            }
        }
    }
    EXPECT_EQ(
        get("/api/access", alice).body,
        R"({"imap":true,"pop":"classic","fetched":"keep","popSince":null})"
    );
    EXPECT_EQ(get("/api/appPasswords", alice).body, R"({"passwords":[]})");
    EXPECT_EQ(value("alice", "name"), "");
}

TEST_F(WebApi, SaysWhatPopShows)
{
    const auto access = [this](std::string_view pop) {
        return post("/api/setAccess", fmt::format(R"({{"pop":"{}"}})", pop), alice).body;
    };
    for (const std::string pop : {"all", "classic", "off"}) {
        EXPECT_EQ(
            access(pop), R"({"imap":true,"pop":")" + pop + R"(","fetched":"keep","popSince":null})"
        );
        EXPECT_EQ(value("alice", "pop3"), pop);
    }
    const auto since = access("from-now-on");
    EXPECT_EQ(value("alice", "pop3"), "from-now-on");
    EXPECT_EQ(
        since,
        fmt::format(
            R"({{"imap":true,"pop":"from-now-on","fetched":"keep","popSince":{}}})",
            value("alice", accounts::popSinceKey)
        )
    );
    // The moment stays while the choice does; what the operator writes as "on" is "classic".
    EXPECT_EQ(access("from-now-on"), since);
    EXPECT_EQ(get("/api/access", alice).body, since);
    for (const auto* pop : {"on", "default", ""})
        EXPECT_EQ(
            post("/api/setAccess", fmt::format(R"({{"pop":"{}"}})", pop), alice).problem(),
            "400 invalid pop"
        );
    EXPECT_EQ(post("/api/setAccess", R"({"popSince":1})", alice).problem(), "400 invalid");
    EXPECT_EQ(get("/api/access", alice).body, since);
}

TEST_F(WebApi, SaysWhenTheStoreFails)
{
    engine.setReadFault(Error{Fault::Temporary, "a secret about the disk", {}});
    const auto reply = get("/api/session", alice);
    EXPECT_EQ(reply.problem(), "503 temporary");
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
    EXPECT_EQ(reply.fields.at("Retry-After"), "10");
    engine.setReadFault(std::nullopt);
    EXPECT_EQ(get("/api/session", alice).status, 200);
    engine.setFault(Error{Fault::Temporary, "the disk is full", {}});
    EXPECT_EQ(post("/api/setAccess", R"({"pop":"off"})", alice).problem(), "503 temporary");
    engine.setFault(std::nullopt);
    EXPECT_EQ(value("alice", "pop3"), "classic");
}

} // namespace postamt::web
