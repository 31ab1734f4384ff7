#include "cli/csv.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

TEST(Csv, rows)
{
    EXPECT_EQ(
        *parseCsv("\xef\xbb\xbf"
                  "a@x,one\r\n\nb@x,\"t,w\"\"o\"\r\nc@x,\"a\nb\"\nd@x,\n,\ne@x"),
        (std::vector<CsvRow>{
            {1, {"a@x", "one"}   },
            {3, {"b@x", "t,w\"o"}},
            {4, {"c@x", "a\nb"}  },
            {6, {"d@x", ""}      },
            {7, {"", ""}         },
            {8, {"e@x"}          },
    })
    );
    EXPECT_TRUE(parseCsv("")->empty());
    EXPECT_TRUE(parseCsv("\n\r\n")->empty());
    EXPECT_EQ(parseCsv("a\rb,c")->at(0).fields.at(0), "a\rb");
}

TEST(Csv, aQuoteThatDoesNotEnd)
{
    EXPECT_EQ(parseCsv("a,b\nc,\"d\n").error().text, "line 2: a quoted field does not end well");
    EXPECT_FALSE(parseCsv("\"a\"b,c"));
}

} // namespace
} // namespace postamt::cli
