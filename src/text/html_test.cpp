#include "text/html.h"
#include "text/html_entity.h"

#include <gtest/gtest.h>

namespace postamt::text {

namespace {

std::string plain(std::string_view html)
{
    return htmlToText(html, 1'000'000);
}

} // namespace

TEST(Html, ShowsTheTextOnly)
{
    EXPECT_EQ(plain("<p>Hallo  <b>W</b>elt</p>\r\n<p>zwei<br/>drei"), "Hallo Welt\nzwei\ndrei");
    EXPECT_EQ(plain("<html><head><title>T</title><style>p{}</style></head><body>x"), "x");
    EXPECT_EQ(plain("<SCRIPT>if (a</b) '</p>'</SCRIPT >y"), "y");
    EXPECT_EQ(plain("a<!-- > <b> -->b<!DOCTYPE html><?xml?>c"), "abc");
    EXPECT_EQ(plain("<tr><td>1</td><td>2</td></tr><tr><td>3"), "1 2\n3");
    EXPECT_EQ(plain("<a title=\"x>y\" href='>'>z</a> 1 < 2 <"), "z 1 < 2 <");
}

TEST(Html, DecodesReferences)
{
    EXPECT_EQ(
        plain("&lt;&amp;&gt;&quot;&Auml;&szlig;&#65;&#x20AC;&euro"),
        "<&>\"\xc3\x84\xc3\x9f"
        "A\xe2\x82\xac\xe2\x82\xac"
    );
    EXPECT_EQ(plain("a&nbsp;&nbsp;b &unknown; &; & &#; &#x;"), "a b &unknown; &; & &#; &#x;");
    EXPECT_EQ(plain("&#0;&#xd800;&#9999999999;"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    std::string out;
    EXPECT_EQ(appendEntity(out, "&thetasym;"), 0U);
}

TEST(Html, WhatIsNotClosedGoesOn)
{
    EXPECT_EQ(plain("a<!-- b"), "a");
    EXPECT_EQ(plain("a<style>b"), "a");
    EXPECT_EQ(plain("a<b href=\"c"), "a");
    EXPECT_EQ(plain(""), "");
}

TEST(Html, OutputIsBounded)
{
    std::string long_(100'000, 'x');
    EXPECT_EQ(htmlToText(long_, 10).size(), 10U);
    EXPECT_EQ(htmlToText("\xc3\xbc\xc3\xbc", 3), "\xc3\xbc");
    EXPECT_EQ(htmlToText("abc", 0), "");
    // Deep nesting needs no stack.
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<div>";
    EXPECT_EQ(plain(deep + "x"), "x");
}

} // namespace postamt::text
