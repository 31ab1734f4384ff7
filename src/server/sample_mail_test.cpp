#include "server/sample_mail.h"

#include <gtest/gtest.h>

#include <set>

namespace postamt::server {
namespace {

TEST(SampleMail, isWellFormed)
{
    const auto samples = sampleMail("example.test", 1'700'000'000);
    EXPECT_GE(samples.size(), 12U);
    std::set<std::string_view> mailboxes;
    UnixSeconds last = 0;
    for (const auto& sample : samples) {
        EXPECT_TRUE(sample.user == "alice" || sample.user == "bob");
        EXPECT_LT(sample.date, 1'700'000'000);
        EXPECT_GE(sample.date, last);
        last = sample.date;
        mailboxes.insert(sample.mailbox);
        for (const std::string_view field :
             {"From: ", "\nTo: ", "\nSubject: ", "\nDate: ", "\nMessage-ID: <"})
            EXPECT_NE(sample.bytes.find(field), std::string::npos) << field << sample.bytes;
        EXPECT_EQ(sample.bytes.find("@>"), std::string::npos) << sample.bytes;
        EXPECT_TRUE(sample.bytes.ends_with("\r\n"));
    }
    EXPECT_TRUE(mailboxes.contains("INBOX"));
    EXPECT_TRUE(mailboxes.contains("Projekte/Küche"));
}

TEST(SampleMail, hasAThreadAndAttachments)
{
    std::string all;
    for (const auto& sample : sampleMail("example.test", 1'700'000'000))
        all += sample.bytes;
    EXPECT_NE(all.find("In-Reply-To: <hike-2@example.test>"), std::string::npos);
    EXPECT_NE(
        all.find("References: <hike-1@example.test> <hike-2@example.test>"), std::string::npos
    );
    for (const std::string_view type :
         {"application/pdf", "image/png", "text/csv", "text/html", "multipart/alternative"})
        EXPECT_NE(all.find(type), std::string::npos) << type;
}

} // namespace
} // namespace postamt::server
