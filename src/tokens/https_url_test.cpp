#include "tokens/https_url.h"

#include <gtest/gtest.h>

namespace postamt::tokens {
namespace {

std::string partsOf(std::string_view text)
{
    const auto url = HttpsUrl::parse(text);
    return url ? url->host + " " + std::to_string(url->port) + " " + url->target + " "
            + url->authority()
               : "none";
}

TEST(HttpsUrl, IsTakenApart)
{
    EXPECT_EQ(partsOf("https://id.test"), "id.test 443 / id.test");
    EXPECT_EQ(partsOf("HTTPS://id.test:443/keys?a=b"), "id.test 443 /keys?a=b id.test");
    EXPECT_EQ(partsOf("https://127.0.0.1:8443/.well-known/jwks.json"),
              "127.0.0.1 8443 /.well-known/jwks.json 127.0.0.1:8443");
    EXPECT_EQ(partsOf("https://[::1]:8443?x"), "::1 8443 /?x [::1]:8443");
}

TEST(HttpsUrl, NothingElseIsOne)
{
    for (const auto* text :
         {"",
          "http://id.test/",
          "https:/id.test/",
          "https://",
          "https:///keys",
          "https://user@id.test/",
          "https://id.test:0/",
          "https://id.test:65536/",
          "https://id.test:/",
          "https://id.test:x/",
          "https://id.test/#top",
          "https://id.test/a b",
          "https://id.test/\r\nX: y",
          "https://id.test/\"",
          "https://id.test/\\",
          "https://[::1",
          "https://[id.test]/",
          "https://id_.test/",
          "https://id.test\n/",
          "file:///etc/passwd"})
        EXPECT_EQ(partsOf(text), "none") << text;
    const auto sized = [](std::size_t size) {
        std::string text = "https://id.test/";
        return partsOf(text + std::string(size - text.size(), 'x')) != "none";
    };
    EXPECT_TRUE(sized(2048));
    EXPECT_FALSE(sized(2049));
}

} // namespace
} // namespace postamt::tokens
