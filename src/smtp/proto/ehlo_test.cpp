#include "smtp/proto/ehlo.h"

#include <gtest/gtest.h>

namespace postamt::smtp::proto {

TEST(Ehlo, SurvivesFormatAndParse)
{
    Extensions all;
    all.pipelining = all.sizeKnown = all.eightBitMime = all.smtpUtf8 = true;
    all.enhancedStatusCodes = all.chunking = all.startTls = true;
    all.sizeLimit = 52428800;
    all.auth = {"SCRAM-SHA-256", "PLAIN"};
    Extensions unlimited;
    unlimited.sizeKnown = true;
    for (const auto& extensions : {Extensions{}, all, unlimited})
        EXPECT_EQ(parseEhlo(formatEhlo("mx.test", extensions)), extensions);
    EXPECT_EQ(
        formatEhlo("mx.test", unlimited).format(), "250-mx.test at your service\r\n250 SIZE\r\n"
    );
}

TEST(Ehlo, ReadsWhatOthersSend)
{
    const Reply reply{
        250,
        std::nullopt,
        "PIPELINING host\nsize 1000\n8bitmime\nAUTH=PLAIN login\nAUTH LOGIN  cram-md5\nX-THING a "
        "b\n\nSIZE x\n STARTTLS"
    };
    const auto extensions = parseEhlo(reply);
    EXPECT_FALSE(extensions.pipelining) << "the first line is no keyword";
    EXPECT_EQ(extensions.sizeLimit, 1000U);
    EXPECT_TRUE(extensions.eightBitMime);
    EXPECT_TRUE(extensions.startTls);
    EXPECT_EQ(extensions.auth, (std::vector<std::string>{"PLAIN", "LOGIN", "CRAM-MD5"}));
}

} // namespace postamt::smtp::proto
