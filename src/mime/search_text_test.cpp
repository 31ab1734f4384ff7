#include "mime/search_text.h"
#include "mime/structure.h"
#include "text/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

const std::string message
    = "From: =?utf-8?q?J=C3=B6rg?= <j@x.test>\r\nSubject: Gr\xc3\xbc\xc3\x9f"
      "e\r\n"
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
      "quoted-printable\r\n\r\nSch=F6n=\r\n hier\r\n"
      "--b\r\nContent-Type: text/html\r\n\r\n<p>Bold <b>text</b></p>\r\n"
      "--b\r\nContent-Type: image/png\r\n\r\npicture\r\n"
      "--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\ncoded\r\n"
      "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\n\r\nInside\r\n--b--\r\n";

std::vector<std::string> bodyTexts()
{
    std::vector<std::string> out;
    visitBodyTexts(message, parse(message).parts, [&](std::string_view text) {
        out.emplace_back(text);
        return true;
    });
    return out;
}

} // namespace

TEST(SearchText, GivesDecodedFoldedTexts)
{
    EXPECT_THAT(
        bodyTexts(),
        testing::ElementsAre("sch\xc3\xb6n hier", "bold text", "subject: inner", "inside")
    );
    std::vector<std::string> headers;
    visitHeaderTexts(message, [&](std::string_view text) {
        headers.emplace_back(text);
        return true;
    });
    EXPECT_THAT(
        headers,
        testing::ElementsAre(
            "from: j\xc3\xb6rg <j@x.test>",
            "subject: gr\xc3\xbcsse",
            "content-type: multipart/mixed; boundary=b"
        )
    );
}

TEST(SearchText, EndsWhenTheVisitorHasEnough)
{
    int count = 0;
    EXPECT_FALSE(visitBodyTexts(message, parse(message).parts, [&](std::string_view) {
        return ++count < 2;
    }));
    EXPECT_EQ(count, 2);
    EXPECT_TRUE(visitHeaderTexts("", [](std::string_view) { return false; }));
}

TEST(SearchText, FindsSubstrings)
{
    EXPECT_TRUE(headerContains(message, "FROM", text::folded("J\xc3\x96RG")));
    EXPECT_TRUE(headerContains(message, "subject", text::folded("GR\xc3\x9cSSE")));
    EXPECT_TRUE(headerContains(message, "subject", ""));
    EXPECT_FALSE(headerContains(message, "cc", ""));
    EXPECT_FALSE(headerContains(message, "subject", "x"));
    EXPECT_TRUE(contains("abc", ""));
    EXPECT_TRUE(contains("", ""));
    EXPECT_FALSE(contains("", "a"));
    EXPECT_TRUE(contains("abc", "bc"));
}

TEST(SearchText, TheSearchIsLinear)
{
    const std::string text(1U << 22, 'a');
    EXPECT_FALSE(contains(text, std::string(1U << 20, 'a') + 'b' + std::string(1U << 20, 'a')));
}

} // namespace postamt::mime
