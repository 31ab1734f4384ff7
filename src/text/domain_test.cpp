#include "text/domain.h"

#include <gtest/gtest.h>

namespace postamt::text {

TEST(Domain, HasAnAsciiForm)
{
    EXPECT_EQ(
        asciiDomain("b\xc3\xbc"
                    "cher.example"),
        "xn--bcher-kva.example"
    );
    EXPECT_EQ(
        asciiDomain("B\xc3\x9c"
                    "CHER.example"),
        "xn--bcher-kva.example"
    );
    EXPECT_EQ(
        asciiDomain("stra\xc3\x9f"
                    "e.de"),
        "xn--strae-oqa.de"
    );
    EXPECT_EQ(asciiDomain("example.org"), "example.org");
}

TEST(Domain, RefusesWhatIsNone)
{
    for (const std::string& domain :
         {std::string("a\xff.de"),
          std::string("a b.de"),
          std::string(64, 'a') + ".de",
          std::string(2000, 'a'),
          std::string("\xc3\xbc<>.de")})
        EXPECT_EQ(asciiDomain(domain), "") << domain;
}

} // namespace postamt::text
