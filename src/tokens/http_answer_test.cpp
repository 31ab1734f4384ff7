#include "tokens/http_answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace postamt::tokens {
namespace {

constexpr std::size_t most = 100;

/// What comes of an answer that arrives in pieces of that size.
std::string read(std::string_view text, std::size_t piece, bool closes = true)
{
    HttpAnswer answer(most);
    for (; !text.empty() && !answer.isDone(); text.remove_prefix(std::min(piece, text.size()))) {
        if (!answer.take(text.substr(0, piece)))
            return "refused";
    }
    if (closes)
        answer.end();
    if (!answer.isDone())
        return "cut off";
    return fmt::format("{} {}", answer.status(), answer.takeBody());
}

/// The same however it is cut.
std::string read(std::string_view text)
{
    const auto whole = read(text, text.size() + 1);
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 50U})
        EXPECT_EQ(read(text, piece), whole) << piece << ": " << text;
    return whole;
}

TEST(HttpAnswer, HasABodyInThreeForms)
{
    EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), "200 {}");
    EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 1, false), "200 {}");
    EXPECT_EQ(
        read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n"),
        "200 {}"
    );
    EXPECT_EQ(read("HTTP/1.0 404 Not Found\r\nServer: x\r\n\r\nno"), "404 no");
    EXPECT_EQ(read("HTTP/1.1 204 No Content\r\n\r\n"), "204 ");
}

TEST(HttpAnswer, KnowsWhatIsMissing)
{
    EXPECT_EQ(read(""), "cut off");
    EXPECT_EQ(read("HTTP/1.1 200 OK\r\n"), "cut off");
    EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}"), "cut off");
    EXPECT_EQ(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"), "cut off");
    EXPECT_EQ(read("HTTP/1.0 200 OK\r\n\r\n{}", 1, false), "cut off");
}

TEST(HttpAnswer, RefusesWhatIsNoHttp)
{
    for (const auto* text :
         {"* OK IMAP4rev2 ready\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"})
        EXPECT_EQ(read(text), "refused") << text;
}

TEST(HttpAnswer, LimitsHeaderAndBody)
{
    const auto body = [](std::size_t size) { return std::string(size, 'x'); };
    for (const std::size_t size : {most - 1, most, most + 1}) {
        const auto expected = size <= most ? "200 " + body(size) : "refused";
        EXPECT_EQ(
            read(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", size, body(size))),
            expected
        );
        EXPECT_EQ(
            read(fmt::format(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n",
                size,
                body(size)
            )),
            expected
        );
        EXPECT_EQ(read("HTTP/1.0 200 OK\r\n\r\n" + body(size)), expected);
    }
    const auto header = [&](std::size_t size) {
        const auto fields = "X: " + body(size - 7) + "\r\n\r\n";
        const auto text = "HTTP/1.0 200 OK\r\n" + fields + "{}";
        EXPECT_EQ(read(text, 1000), read(text, text.size()));
        return read(text, 1000);
    };
    EXPECT_EQ(header(HttpAnswer::maxHeader - 1), "200 {}");
    EXPECT_EQ(header(HttpAnswer::maxHeader), "200 {}");
    EXPECT_EQ(header(HttpAnswer::maxHeader + 1), "refused");
    // also one that never ends
    EXPECT_EQ(read("HTTP/1.0 200 OK\r\nX: " + body(2 * HttpAnswer::maxHeader), 1000), "refused");
}

} // namespace
} // namespace postamt::tokens
