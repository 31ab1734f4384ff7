#pragma once

#include "accounts/login_throttle.h"
#include "base/log.h"
#include "base/scope.h"
#include "net/memory_stream.h"
#include "store/memory/memory_engine.h"
#include "web/api.h"
#include "web/session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace postamt::web {

/// A response as a test looks at it.
struct Reply {
    int status = 0;
    std::map<std::string, std::string> fields; ///< the last of each name
    std::string body;

    static Reply parse(std::string_view text)
    {
        Reply reply;
        const auto end = text.find("\r\n\r\n");
        EXPECT_NE(end, std::string_view::npos) << text;
        std::string head(text.substr(0, end));
        reply.body = text.substr(std::min(end, text.size() - 4) + 4);
        EXPECT_TRUE(head.starts_with("HTTP/1.1 ")) << head;
        reply.status = std::stoi(head.substr(9));
        for (auto at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
            const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
            reply.fields[line.substr(0, line.find(':'))] = line.substr(line.find(": ") + 2);
        }
        return reply;
    }

    json::object object() const
    {
        boost::system::error_code code;
        auto value = json::parse(body, code);
        EXPECT_TRUE(!code && value.is_object()) << body;
        return value.is_object() ? value.get_object() : json::object();
    }

    /// "403 no-csrf-token field"; checks that it is a problem.
    std::string problem() const
    {
        EXPECT_EQ(fields.at("Content-Type"), "application/problem+json");
        const auto said = object();
        EXPECT_EQ(said.at("status").as_int64(), status);
        std::string out = std::to_string(status) + ' ' + *textIn(said, "type");
        out.replace(out.find("/problem/"), 9, "");
        if (const auto field = textIn(said, "field"))
            out += ' ' + *field;
        return out;
    }
};

/// A user's browser.
struct Browser {
    std::string cookie;
    std::string csrf;
};

/// A service in memory with alice@ and bob@example.test, and one connection to its page.
class WebService : public testing::Test {
protected:
    WebService()
    {
        log::setLevel(log::Level::Off);
        EXPECT_TRUE(directory.addDomain("example.test"));
        for (const std::string name : {"alice", "bob"}) {
            const auto credentials = *accounts::makeCredentials(
                name + "-password", random, accounts::PasswordCost::least()
            );
            EXPECT_TRUE(directory.addAccount(
                {.address = name + "@example.test", .credentials = credentials}
            ));
        }
        authenticator.setSleep([](std::chrono::milliseconds) -> Task<> { co_return; });
        connect();
    }

    void TearDown() override
    {
        peer.reset();
        context.restart();
        while (scope.size() > 0)
            context.run_one();
    }

    void connect()
    {
        peer = std::make_unique<net::MemoryPeer>(context);
        scope.spawn(context.get_executor(), serve(parts, peer->stream()));
        EXPECT_EQ(peer->talk(""), "");
    }

    static Task<> serve(Parts parts, std::unique_ptr<net::Stream> stream)
    {
        Session session(std::move(parts), std::move(stream));
        co_await session.run();
    }

    /// Sends bytes and takes the one response; the line is opened anew if it was closed.
    Reply send(std::string_view bytes, std::size_t pieceSize = 65536)
    {
        if (peer->isClosed())
            connect();
        return Reply::parse(peer->talk(bytes, pieceSize));
    }

    Reply get(std::string_view path, const Browser& browser = {}, std::string_view fields = "")
    {
        return send(fmt::format("GET {} HTTP/1.1\r\n{}{}\r\n", path, common(browser), fields));
    }

    Reply post(
        std::string_view path,
        std::string_view body,
        const Browser& browser = {},
        std::string_view fields = "Content-Type: application/json\r\n"
    )
    {
        return send(fmt::format(
            "POST {} HTTP/1.1\r\n{}X-CSRF-Token: {}\r\nContent-Length: {}\r\n{}\r\n{}",
            path,
            common(browser),
            browser.csrf,
            body.size(),
            fields,
            body
        ));
    }

    static std::string common(const Browser& browser)
    {
        return fmt::format(
            "Host: mail.example.test\r\nCookie: a=b; __Host-postamt={}\r\n", browser.cookie
        );
    }

    Browser signedIn(const std::string& name, std::string password = {})
    {
        if (password.empty())
            password = name + "-password";
        const json::object fields{
            {"user",     name + "@example.test"},
            {"password", password              }
        };
        return browserOf(post("/api/signIn", json::serialize(fields)));
    }

    static Browser browserOf(const Reply& reply)
    {
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto& cookie = reply.fields.at("Set-Cookie");
        const auto start = cookie.find('=') + 1;
        return {
            .cookie = cookie.substr(start, cookie.find(';') - start),
            .csrf = textIn(reply.object(), "csrf").value_or(""),
        };
    }

    std::string value(std::string_view user, std::string_view key)
    {
        return std::string((*directory.accountOfUser(user))->value(key));
    }

    static constexpr std::array<File, 2> files{
        {
         {"/", "text/html", "abc", false, "whole", "small"},
         {"/assets/x.js", "text/javascript", "def", true, "script", "packed"},
         }
    };

    ManualClock clock{1'772'445'600};
    SystemRandom random;
    store::MemoryEngine engine{clock};
    Workers workers{1};
    accounts::Directory directory{engine, clock};
    accounts::LoginThrottle throttle{clock, random};
    accounts::Authenticator authenticator{
        directory, throttle, workers, random, accounts::PasswordCost::least()
    };
    accounts::SignIns signIns{engine, clock, random};
    std::vector<MailServer> servers = mailServers(Settings());
    Settings settings;
    Parts parts{
        .settings = std::shared_ptr<const Settings>(std::shared_ptr<void>(), &settings),
        .servers = servers,
        .directory = directory,
        .authenticator = authenticator,
        .signIns = signIns,
        .workers = workers,
        .clock = clock,
        .random = random,
        .passwordCost = accounts::PasswordCost::least(),
        .files = files,
    };
    boost::asio::io_context context;
    Scope scope;
    std::unique_ptr<net::MemoryPeer> peer;
};

} // namespace postamt::web
