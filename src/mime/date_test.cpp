#include "mime/date.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

std::string reformatted(std::string_view raw)
{
    const auto date = parseDate(raw);
    return date ? formatDate(*date) : "none";
}

} // namespace

TEST(Date, ReadsTheExamplesOfRfc5322)
{
    EXPECT_EQ(reformatted("Fri, 21 Nov 1997 09:55:06 -0600"), "Fri, 21 Nov 1997 09:55:06 -0600");
    EXPECT_EQ(reformatted("Tue, 1 Jul 2003 10:52:37 +0200"), "Tue, 1 Jul 2003 10:52:37 +0200");
    EXPECT_EQ(reformatted("Thu, 13 Feb 1969 23:32:54 -0330"), "Thu, 13 Feb 1969 23:32:54 -0330");
    EXPECT_EQ(
        reformatted(
            "Thu,\r\n      13\r\n        Feb\r\n   1969\r\n 23:32\r\n   -0330 (Newfoundland Time)"
        ),
        "Thu, 13 Feb 1969 23:32:00 -0330"
    );
    EXPECT_EQ(reformatted("21 Nov 97 09:55:06 GMT"), "Fri, 21 Nov 1997 09:55:06 +0000");
    EXPECT_EQ(
        reformatted("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600"),
        "Fri, 21 Nov 1997 09:55:06 -0600"
    );
    EXPECT_EQ(parseDate("Tue, 1 Jul 2003 10:52:37 +0200")->seconds, 1057049557);
}

TEST(Date, ReadsWhatMailersWrite)
{
    EXPECT_EQ(reformatted("1 Jul 03 10:52 EST"), "Tue, 1 Jul 2003 10:52:00 -0500");
    EXPECT_EQ(reformatted("1 Jul 49 0:0 Z"), "Thu, 1 Jul 2049 00:00:00 +0000");
    EXPECT_EQ(reformatted("1 Jul 50 0:0 Z"), "Sat, 1 Jul 1950 00:00:00 +0000");
    EXPECT_EQ(reformatted("1 Jul 103 0:0 Z"), "Tue, 1 Jul 2003 00:00:00 +0000");
    EXPECT_EQ(reformatted("Tue Jul  1 10:52:37 2003"), "Tue, 1 Jul 2003 10:52:37 +0000");
    EXPECT_EQ(reformatted("Tue Jul  1 10:52:37 CEST 2003"), "Tue, 1 Jul 2003 10:52:37 +0200");
    EXPECT_EQ(reformatted("1-Jul-2003 10:52:37 -0700 (PDT)"), "Tue, 1 Jul 2003 10:52:37 -0700");
    EXPECT_EQ(reformatted("Tuesday, 1 July 2003 11:52:37 PM"), "Tue, 1 Jul 2003 23:52:37 +0000");
    EXPECT_EQ(reformatted("1 Jul 2003"), "Tue, 1 Jul 2003 00:00:00 +0000");
    EXPECT_EQ(reformatted("31 Dec 2016 23:59:60 +0000"), "Sat, 31 Dec 2016 23:59:59 +0000");
    EXPECT_EQ(reformatted("1 Jul 2003 10:52:37.123 +0200"), "Tue, 1 Jul 2003 10:52:37 +0200");
}

TEST(Date, RefusesWhatIsNoDate)
{
    for (const auto* raw :
         {"",
          "yesterday",
          "31 Feb 2003 10:00",
          "0 Jul 2003",
          "32 Jul 2003",
          "1 Jul 10000",
          "1 Jul 2003 24:00",
          "1 Jul 2003 10:60",
          "1 2003 10:00",
          "Jul 2003 10:00",
          "1 Jul 10:00",
          "99999999999999999999 Jul 2003"})
        EXPECT_FALSE(parseDate(raw)) << raw;
}

TEST(Date, TheDayIsThatOfTheAuthor)
{
    EXPECT_EQ(parseDate("1 Jan 1970 00:30 +0100")->localDay(), 0);
    EXPECT_EQ(parseDate("1 Jan 1970 23:30 -0100")->localDay(), 0);
    EXPECT_EQ(parseDate("31 Dec 1969 23:30 -0100")->localDay(), -1);
    EXPECT_EQ(parseDate("31 Dec 1969 00:00 +0000")->localDay(), -1);
}

TEST(Date, FormattingAndParsingAreInverse)
{
    for (const std::int64_t seconds :
         {0LL, -1LL, 951'782'400LL, 1'750'000'000LL, -62'135'000'000LL, 253'402'000'000LL}) {
        for (const int zone : {0, 60, -210, 845, -720}) {
            const Date date{seconds, zone};
            EXPECT_EQ(parseDate(formatDate(date)), date) << formatDate(date);
        }
    }
}

} // namespace postamt::mime
