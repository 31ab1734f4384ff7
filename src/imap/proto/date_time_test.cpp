#include "imap/proto/date_time.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {

TEST(Date, RoundTrips)
{
    for (const auto* text : {"1-Feb-1994", "29-Feb-2024", "31-Dec-9999", "10-Jan-0001"}) {
        const auto date = parseDate(text);
        ASSERT_TRUE(date) << text;
        std::string out;
        formatDate(out, *date);
        EXPECT_EQ(out, text);
    }
    EXPECT_EQ(parseDate("01-feb-1994"), (Date{1994, 2, 1}));
    EXPECT_EQ(startOf({1970, 1, 2}), 86400);
    EXPECT_EQ(startOf({2024, 3, 1}), 1709251200);
}

TEST(Date, RefusesWhatIsNone)
{
    for (const auto* text :
         {"",
          "1",
          "1-Feb",
          "1-Feb-94",
          "1-Foo-1994",
          "0-Feb-1994",
          "30-Feb-1994",
          "29-Feb-2023",
          "32-Jan-2000",
          "1-Feb-19940",
          "1-Feb-0000",
          "001-Feb-1994",
          " 1-Feb-1994",
          "1 Feb 1994",
          "-1-Feb-1994",
          "1-Fe"})
        EXPECT_FALSE(parseDate(text)) << text;
}

TEST(DateTime, RoundTrips)
{
    for (const std::string text :
         {"17-Jul-1996 02:44:25 -0700",
          " 7-Feb-1994 21:52:25 -0800",
          " 1-Jan-1970 00:00:00 +0000",
          "31-Dec-1969 23:59:59 +0530",
          "29-Feb-2024 12:00:00 +1400"}) {
        const auto moment = parseDateTime(text);
        ASSERT_TRUE(moment) << text;
        std::string out;
        formatDateTime(out, *moment);
        EXPECT_EQ(out, '"' + text + '"');
    }
    EXPECT_EQ(parseDateTime("17-Jul-1996 02:44:25 -0700"), (DateTime{837596665, -420}));
    EXPECT_EQ(
        parseDateTime("31-Dec-2016 23:59:60 +0000"), parseDateTime("31-Dec-2016 23:59:59 +0000")
    );
}

TEST(DateTime, RefusesWhatIsNone)
{
    for (const auto* text :
         {"",
          "17-Jul-1996",
          "17-Jul-1996 02:44:25",
          "17-Jul-1996 24:00:00 +0000",
          "17-Jul-1996 02:60:25 +0000",
          "17-Jul-1996 02:44:61 +0000",
          "17-Jul-1996 02:44:25 0000",
          "17-Jul-1996 02:44:25 +2400",
          "17-Jul-1996 02:44:25 +0060",
          "17-Jul-1996 02:44:25 +0000 ",
          "7-Jul-1996 02:44:25 +0000",
          "  7-Jul-1996 02:44:25 +0000",
          "31-Jun-1996 02:44:25 +0000"})
        EXPECT_FALSE(parseDateTime(text)) << text;
}

TEST(DateTime, KnowsTheDayInItsZone)
{
    EXPECT_EQ(dateOf({0, 0}), (Date{1970, 1, 1}));
    EXPECT_EQ(dateOf({0, -60}), (Date{1969, 12, 31}));
    EXPECT_EQ(dateOf({86399, 60}), (Date{1970, 1, 2}));
}

TEST(DateTime, ShowsTheNearestYearOfFourDigits)
{
    std::string out;
    formatDateTime(out, {INT64_MAX / 1000, 0});
    EXPECT_TRUE(out.starts_with("\"31-Dec-9999")) << out;
    out.clear();
    formatDateTime(out, {INT64_MIN / 1000, 0});
    EXPECT_TRUE(out.starts_with("\" 1-Jan-0001")) << out;
}

} // namespace postamt::imap::proto
