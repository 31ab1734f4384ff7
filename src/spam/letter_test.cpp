#include "spam/letter.h"

#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

TEST(Letter, SiteOfAHost)
{
    EXPECT_EQ(siteOf("mail.example.org"), "example.org");
    EXPECT_EQ(siteOf("example.org"), "example.org");
    EXPECT_EQ(siteOf("mail.example.co.uk"), "example.co.uk");
    EXPECT_EQ(siteOf("localhost"), "localhost");
    EXPECT_EQ(siteOf("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(siteOf(""), "");
    EXPECT_EQ(siteOf(".org"), ".org");
}

TEST(Letter, IsDecoded)
{
    const Letter letter(
        "Return-Path: <x@Path.Example>\nFrom: =?utf-8?q?J=C3=B6rg?= <joerg@example.org>\n"
        "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\nsch=F6ne Tage\n"
    );
    EXPECT_EQ(letter.subject, "Grüße");
    EXPECT_EQ(letter.senderHost, "path.example");
    ASSERT_EQ(letter.from.size(), 1U);
    EXPECT_EQ(letter.from.front().host, "example.org");
    EXPECT_TRUE(letter.plain.starts_with("schöne Tage"));
}

TEST(Letter, HtmlAndTextAreKeptApart)
{
    const Letter letter(
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain words\n--b\n"
        "Content-Type: text/html\n\n<p>Html <a href=\"http://a.example/\">words</a></p>\n--b--\n"
    );
    EXPECT_TRUE(letter.plain.contains("plain words"));
    EXPECT_FALSE(letter.plain.contains("Html"));
    EXPECT_TRUE(letter.htmlText.contains("Html words"));
    ASSERT_EQ(letter.markup.links.size(), 1U);
    EXPECT_EQ(letter.markup.links.front().target, "http://a.example/");
    EXPECT_TRUE(letter.small.contains("html words"));
}

TEST(Letter, NothingIsALetterToo)
{
    const Letter letter("");
    EXPECT_TRUE(letter.from.empty());
    EXPECT_TRUE(letter.subject.empty());
}

} // namespace
} // namespace postamt::spam
