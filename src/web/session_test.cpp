#include "web/test_service.h"

namespace postamt::web {

namespace {

using WebSession = WebService;

const std::string host = "Host: mail.example.test\r\n";

} // namespace

TEST_F(WebSession, ServesFiles)
{
    auto reply = get("/?from=mail");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "whole");
    EXPECT_EQ(reply.fields.at("Content-Type"), "text/html");
    EXPECT_EQ(reply.fields.at("Cache-Control"), "no-cache");
    EXPECT_EQ(reply.fields.at("ETag"), "W/\"abc\"");

    reply = get("/", {}, "Accept-Encoding: br, gzip;q=0.5\r\n");
    EXPECT_EQ(reply.body, "small");
    EXPECT_EQ(reply.fields.at("Content-Encoding"), "gzip");
    EXPECT_EQ(get("/", {}, "Accept-Encoding: gzip;q=0\r\n").body, "whole");

    reply = get("/", {}, "If-None-Match: W/\"abc\"\r\n");
    EXPECT_EQ(reply.status, 304);
    EXPECT_EQ(reply.body, "");
    EXPECT_FALSE(reply.fields.contains("Content-Length"));

    reply = get("/assets/x.js");
    EXPECT_EQ(reply.fields.at("Cache-Control"), "public, max-age=31536000, immutable");

    reply = send("HEAD / HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_EQ(reply.fields.at("Content-Length"), "5");
    EXPECT_EQ(reply.body, "");
    EXPECT_FALSE(peer->isClosed());
}

TEST_F(WebSession, EveryResponseProtectsThePage)
{
    for (const std::string target : {"/", "/nothing", "/api/session"}) {
        const auto reply = get(target);
        EXPECT_EQ(reply.fields.at("X-Content-Type-Options"), "nosniff");
        const auto& policy = reply.fields.at("Content-Security-Policy");
        EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_EQ(reply.fields.at("Date"), "Mon, 02 Mar 2026 10:00:00 GMT");
        EXPECT_FALSE(reply.fields.contains("Strict-Transport-Security")) << "of localhost";
    }
    EXPECT_TRUE(settings.set("server.hostname", std::string("mail.example.test")));
    EXPECT_EQ(get("/").fields.at("Strict-Transport-Security"), "max-age=31536000");
}

TEST_F(WebSession, RefusesWhatIsNotThere)
{
    EXPECT_EQ(get("/nothing").problem(), "404 not-there");
    EXPECT_EQ(get("/assets/../").problem(), "404 not-there");
    EXPECT_EQ(get("/api/").problem(), "404 not-there");
    EXPECT_EQ(get("/api/signin").problem(), "404 not-there");
    EXPECT_EQ(post("/", "{}").problem(), "405 wrong-method");
    EXPECT_EQ(post("/api/session", "{}").problem(), "405 wrong-method");
    const auto reply = get("/api/signIn");
    EXPECT_EQ(reply.problem(), "405 wrong-method");
    EXPECT_EQ(reply.fields.at("Allow"), "POST");
}

TEST_F(WebSession, TakesOneRequestAfterTheOtherHoweverTheyAreCut)
{
    const std::string one = "GET / HTTP/1.1\r\n" + host + "\r\n";
    const auto text = peer->talk(one + one + one);
    const auto once = peer->talk(one, 1);
    EXPECT_EQ(text, once + once + once);
    EXPECT_FALSE(peer->isClosed());
    const auto chunked = send(
        "POST /api/signIn HTTP/1.1\r\n" + host
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              "4\r\n{\"us\r\n6;x=y\r\ner\":\"\"\r\n1\r\n}\r\n0\r\nX-Y: z\r\n\r\n",
        1
    );
    EXPECT_EQ(chunked.problem(), "400 invalid user");
    EXPECT_FALSE(peer->isClosed());
}

TEST_F(WebSession, EndsWhenTheClientWantsIt)
{
    const auto reply = send("GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    EXPECT_EQ(reply.fields.at("Connection"), "close");
    EXPECT_TRUE(peer->isClosed());
    EXPECT_EQ(send("GET / HTTP/1.0\r\n\r\n").body, "whole");
    EXPECT_TRUE(peer->isClosed());
    connect();
    peer->close();
    EXPECT_TRUE(peer->settle());
    EXPECT_EQ(peer->take(), "");
}

TEST_F(WebSession, EndsWithTheServer)
{
    peer->stop();
    EXPECT_TRUE(peer->settle());
    EXPECT_TRUE(peer->isClosed());
}

TEST_F(WebSession, SaysGoOnBeforeABody)
{
    EXPECT_EQ(
        peer->talk(
            "POST /api/signIn HTTP/1.1\r\n" + host
            + "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        ),
        "HTTP/1.1 100 Continue\r\n\r\n"
    );
    EXPECT_EQ(send("{}").problem(), "400 invalid user");
    const auto text = peer->talk(
        "POST /api/signIn HTTP/1.1\r\n" + host
        + "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}"
    );
    EXPECT_TRUE(text.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 ")) << text;
    EXPECT_EQ(peer->talk("GET / HTTP/1.1\r\n" + host + "\r\n").find(" 100 "), std::string::npos);
}

TEST_F(WebSession, GivesARequestItsTime)
{
    peer->feed("GET / HT");
    EXPECT_TRUE(peer->settle());
    clock.advance(std::chrono::seconds(29));
    EXPECT_EQ(peer->talk("T"), "");
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(send("P").problem(), "408 too-slow") << "however busy the client is";
    EXPECT_TRUE(peer->isClosed());

    connect();
    peer->timeOut();
    EXPECT_TRUE(peer->settle());
    EXPECT_EQ(peer->take(), "") << "nobody has asked for anything";
    EXPECT_TRUE(peer->isClosed());
}

TEST_F(WebSession, HasLimits)
{
    const auto withHeader = [&](std::size_t size) {
        std::string text = "GET / HTTP/1.1\r\n" + host + "X: ";
        return text + std::string(size - text.size() - 4, 'x') + "\r\n\r\n";
    };
    const auto most = static_cast<std::size_t>(settings.number("web.header_bytes"));
    EXPECT_EQ(send(withHeader(most)).status, 200);
    EXPECT_EQ(send(withHeader(most + 1)).problem(), "431 too-large");
    EXPECT_TRUE(peer->isClosed());

    const auto bytes = static_cast<std::size_t>(settings.number("web.body_bytes"));
    EXPECT_EQ(post("/api/signIn", std::string(bytes, ' ')).problem(), "400 invalid");
    EXPECT_EQ(post("/api/signIn", std::string(bytes + 1, ' ')).problem(), "413 too-large");
    EXPECT_TRUE(peer->isClosed());

    // No end of a chunk's head or of a trailer.
    const std::string head
        = "POST /api/signIn HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(send(head + "1;" + std::string(most + 10, 'x')).problem(), "431 too-large");
    EXPECT_EQ(send(head + "0\r\nX: " + std::string(most + 10, 'x')).problem(), "431 too-large");
}

TEST_F(WebSession, RefusesRequestsOfTwoMeanings)
{
    const std::string start = "POST / HTTP/1.1\r\n" + host;
    for (const std::string text : {
             "GET / HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
             "GET /\r\n\r\n",
             "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
             "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
             "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
             "\x16\x03\x01\x02",
             "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nCookie: a=b\r\nCookie: c=d\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
         }) {
        connect();
        EXPECT_GE(send(text + "\r\n\r\n").status, 400) << text;
        EXPECT_TRUE(peer->isClosed()) << text;
    }
    for (const std::string fields : {
             "Content-Length: 1\r\nContent-Length: 2\r\n",
             "Content-Length: 1, 2\r\n",
             "Content-Length: -1\r\n",
             "Content-Length: 0x1\r\n",
             "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
             "Transfer-Encoding: gzip\r\n",
             "Transfer-Encoding: chunked, gzip\r\n",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: xchunked\r\n",
         }) {
        connect();
        EXPECT_EQ(send(start + fields + "\r\n").status, 400) << fields;
        EXPECT_TRUE(peer->isClosed()) << fields;
    }
}

} // namespace postamt::web
