#include "web/request_reader.h"

#include <gtest/gtest.h>

namespace postamt::web {

TEST(RequestReader, GivesWhatWasAsked)
{
    RequestReader reader({.header = 1000, .body = 100});
    EXPECT_TRUE(reader.isIdle());
    reader.feed(
        "PUT /a/b?c=d HTTP/1.1\r\nhost: h:1\r\nCookie: x\r\nORIGIN: o\r\nSec-Fetch-Site: s\r\n"
    );
    EXPECT_FALSE(*reader.next());
    EXPECT_FALSE(reader.isIdle());
    reader.feed(
        "Content-Type: t\r\nX-CSRF-Token: c\r\nIf-None-Match: n\r\nAccept-Encoding: x, GZIP\r\n"
        "Content-Length: 3\r\n\r\nabcGET"
    );
    const auto request = reader.next();
    ASSERT_TRUE(request && *request);
    EXPECT_EQ((*request)->method, "PUT");
    EXPECT_EQ((*request)->path, "/a/b");
    EXPECT_EQ((*request)->host, "h:1");
    EXPECT_EQ((*request)->cookies, "x");
    EXPECT_EQ((*request)->origin, "o");
    EXPECT_EQ((*request)->fetchSite, "s");
    EXPECT_EQ((*request)->contentType, "t");
    EXPECT_EQ((*request)->csrf, "c");
    EXPECT_EQ((*request)->ifNoneMatch, "n");
    EXPECT_TRUE((*request)->acceptsGzip);
    EXPECT_TRUE((*request)->keepAlive);
    EXPECT_EQ((*request)->body, "abc");
    EXPECT_FALSE(reader.isIdle()) << "the next has begun";
}

/// Wherever the input is cut, the requests are the same.
TEST(RequestReader, ReadsEverySplit)
{
    const std::string text = "POST /1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3\r\nabc\r\n0\r\n\r\n"
                             "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nde"
                             "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        RequestReader reader({});
        std::string seen;
        for (const auto& piece : {text.substr(0, cut), text.substr(cut)}) {
            reader.feed(piece);
            for (;;) {
                const auto request = reader.next();
                ASSERT_TRUE(request) << cut;
                if (!*request)
                    break;
                seen += (*request)->path + (*request)->body;
            }
        }
        EXPECT_EQ(seen, "/1abc/2de/3") << cut;
        EXPECT_TRUE(reader.isIdle());
    }
}

TEST(CookieIn, FindsTheOneOfItsName)
{
    const std::string name = "__Host-postamt";
    EXPECT_EQ(cookieIn("__Host-postamt=1-a=b", name), "1-a=b");
    EXPECT_EQ(cookieIn("a=b; __Host-postamt=", name), "");
    EXPECT_EQ(cookieIn("x__Host-postamt=1; __Host-postamt2=2; c", name), std::nullopt);
    EXPECT_EQ(cookieIn("__Host-postamt=1; __Host-postamt=2", name), std::nullopt);
    EXPECT_EQ(cookieIn("", name), std::nullopt);
    EXPECT_EQ(cookieIn(";;;", name), std::nullopt);
}

} // namespace postamt::web
