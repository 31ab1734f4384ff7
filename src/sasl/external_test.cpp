#include "sasl/external.h"

#include <gtest/gtest.h>

namespace postamt::sasl {
namespace {

TEST(External, AsksForTheCertificateAndTheName)
{
    for (const std::string name : {"", "alice@example.test"}) {
        ExternalServer server;
        const auto step = server.start(name);
        ASSERT_TRUE(std::holds_alternative<VerifyCertificate>(step));
        EXPECT_EQ(std::get<VerifyCertificate>(step).user, name);
        EXPECT_TRUE(std::holds_alternative<Done>(server.resume(true)));
        EXPECT_TRUE(std::holds_alternative<Failed>(server.resume(true)));
    }
    ExternalServer later;
    EXPECT_TRUE(std::holds_alternative<Challenge>(later.start(std::nullopt)));
    EXPECT_TRUE(std::holds_alternative<VerifyCertificate>(later.step("")));
    EXPECT_EQ(std::get<Failed>(later.resume(false)).reason, Failure::Rejected);
}

TEST(External, RefusesWhatIsNoName)
{
    const auto reason = [](std::string_view name) {
        ExternalServer server;
        const auto step = server.start(name);
        const auto* failed = std::get_if<Failed>(&step);
        return failed != nullptr ? std::optional(failed->reason) : std::nullopt;
    };
    EXPECT_EQ(reason(std::string(maxUserSize, 'u')), std::nullopt);
    EXPECT_EQ(reason(std::string(maxUserSize + 1, 'u')), Failure::TooLong);
    EXPECT_EQ(reason("\xff"), Failure::Malformed);
    EXPECT_EQ(reason(std::string_view("a\0b", 3)), Failure::Malformed);
}

TEST(External, NothingIsDoneOutOfOrder)
{
    ExternalServer server;
    EXPECT_TRUE(std::holds_alternative<Failed>(server.step("")));
    EXPECT_TRUE(std::holds_alternative<Failed>(server.resume(true)));
    ExternalServer twice;
    twice.start("");
    EXPECT_TRUE(std::holds_alternative<Failed>(twice.start("")));
    EXPECT_TRUE(std::holds_alternative<Failed>(twice.resume(true)));
}

} // namespace
} // namespace postamt::sasl
