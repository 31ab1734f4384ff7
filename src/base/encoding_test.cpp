#include "base/encoding.h"

#include <gtest/gtest.h>

namespace postamt {

TEST(Base64, RoundTripsTheVectorsOfRfc4648)
{
    const std::pair<std::string, std::string> vectors[] = {
        {"",       ""        },
        {"f",      "Zg=="    },
        {"fo",     "Zm8="    },
        {"foo",    "Zm9v"    },
        {"foob",   "Zm9vYg=="},
        {"fooba",  "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}
    };
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(base64Encode(plain), encoded);
        EXPECT_EQ(base64Decode(encoded), plain);
    }
}

TEST(Base64, RefusesWhatIsNotStrict)
{
    for (const auto* text :
         {"Zg", "Zg=", "Z===", "====", "Zg==\n", "Zm 9", "Zh==", "=Zg=", "Zm9v!"})
        EXPECT_FALSE(base64Decode(text)) << text;
}

TEST(Base64Url, RoundTripsWithoutPadding)
{
    const std::pair<std::string, std::string> vectors[] = {
        {"",                          ""    },
        {"f",                         "Zg"  },
        {"fo",                        "Zm8" },
        {"foo",                       "Zm9v"},
        {std::string("\xfb\xff\xbf"), "-_-_"}
    };
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(base64UrlEncode(plain), encoded);
        EXPECT_EQ(base64UrlDecode(encoded), plain);
    }
    for (const auto* text : {"Zg==", "Z", "Zh", "+_-_", "-/-_", "Zm 9", "Zm9v!"})
        EXPECT_FALSE(base64UrlDecode(text)) << text;
}

TEST(Hex, RoundTripsAndRefuses)
{
    EXPECT_EQ(hexEncode(std::string("\x00\xff\x10", 3)), "00ff10");
    EXPECT_EQ(hexDecode("00FF10"), std::string("\x00\xff\x10", 3));
    EXPECT_FALSE(hexDecode("0"));
    EXPECT_FALSE(hexDecode("0g"));
}

} // namespace postamt
