#include "spam/markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

using testing::Contains;
using testing::ElementsAre;

Markup read(std::string_view html)
{
    Markup out;
    out.read(html);
    return out;
}

TEST(Markup, TagsAndAttributes)
{
    const Markup markup = read("<FONT Color='#FF0000'>x</font><br>");
    EXPECT_THAT(markup.tags, ElementsAre("font", "font color=#ff0000", "br"));
}

TEST(Markup, LinksWithWhatTheyShow)
{
    const Markup markup
        = read("<a href=\"http://a.example/?x=1&amp;y=2\">b<b>.exam</b>ple</a> behind");
    ASSERT_EQ(markup.links.size(), 1U);
    EXPECT_EQ(markup.links.front().target, "http://a.example/?x=1&y=2");
    EXPECT_EQ(markup.links.front().text, "b.example");
}

TEST(Markup, SourcesOfPictures)
{
    const Markup markup = read("<img src=http://a.example/1.gif><form action=\"/x\">");
    EXPECT_THAT(markup.sources, ElementsAre("http://a.example/1.gif", "/x"));
    EXPECT_THAT(markup.tags, Contains("img src"));
}

TEST(Markup, CommentsThatCutWords)
{
    EXPECT_EQ(read("vi<!-- x -->agra").commentsInWords, 1U);
    EXPECT_EQ(read("vi <!-- x -->agra").commentsInWords, 0U);
    EXPECT_EQ(read("<!-- x").comments, 1U);
}

TEST(Markup, LimitsHold)
{
    std::string html;
    for (std::size_t i = 0; i < Markup::maxLinks - 1; ++i)
        html += "<a href=x>";
    EXPECT_EQ(read(html).links.size(), Markup::maxLinks - 1);
    EXPECT_EQ(read(html + "<a href=x>").links.size(), Markup::maxLinks);
    EXPECT_EQ(read(html + "<a href=x><a href=x>").links.size(), Markup::maxLinks);
    std::string tags;
    for (std::size_t i = 0; i <= Markup::maxTags; ++i)
        tags += "<b>";
    EXPECT_EQ(read(tags).tags.size(), Markup::maxTags);
}

TEST(Markup, BrokenHtml)
{
    for (const std::string_view html :
         {"<", "<a", "<a href", "<a href=", "<a href=\"x", "</", "<!--", "<a =", "<a b=c=d"})
        EXPECT_LE(read(html).links.size(), 1U) << html;
}

TEST(Markup, HostOfALink)
{
    EXPECT_EQ(hostOf("http://user@a.example:8080/path"), "a.example");
    EXPECT_EQ(authorityOf("http://user@a.example:8080/path"), "user@a.example:8080");
    EXPECT_EQ(hostOf("mailto:x@a.example"), "");
    EXPECT_EQ(hostOf("http://"), "");
}

} // namespace
} // namespace postamt::spam
