#include "imap/capability_rule.h"

#include <gtest/gtest.h>

namespace postamt::imap {
namespace {

std::string error(std::string_view text)
{
    const auto rule = parseCapabilityRule(text);
    return rule ? "" : rule.error().text;
}

TEST(CapabilityRule, NamesCapabilitiesAndConditions)
{
    const auto rule = parseCapabilityRule(
        " idle Compress=deflate user=Alice@example.org network=192.0.2.0/24 client=Old Mail 2*"
    );
    ASSERT_TRUE(rule) << rule.error().text;
    EXPECT_EQ(rule->capabilities, (std::vector<std::string_view>{"IDLE", "COMPRESS=DEFLATE"}));
    EXPECT_EQ(rule->client, "Old Mail 2*");
    const CapabilityRule::Subject all{"alice@example.org", "192.0.2.7", "old mail 2.5"};
    EXPECT_TRUE(rule->applies(all));
    // Each must hold, and what is not known does not.
    EXPECT_FALSE(rule->applies({"", all.peer, all.client}));
    EXPECT_FALSE(rule->applies({"bob@example.org", all.peer, all.client}));
    EXPECT_FALSE(rule->applies({all.user, "192.0.3.7", all.client}));
    EXPECT_FALSE(rule->applies({all.user, "", all.client}));
    EXPECT_FALSE(rule->applies({all.user, all.peer, ""}));
    EXPECT_FALSE(rule->applies({all.user, all.peer, "Old Mail 3"}));
}

TEST(CapabilityRule, WithoutConditionsHoldsForAll)
{
    const auto rule = parseCapabilityRule("AUTH=SCRAM-SHA-256");
    ASSERT_TRUE(rule);
    EXPECT_TRUE(rule->applies({}));
    EXPECT_TRUE(parseCapabilityRule("IDLE client=*")->applies({{}, {}, "x"}));
    EXPECT_FALSE(parseCapabilityRule("IDLE client=*")->applies({}));
}

TEST(CapabilityRule, SaysWhatIsWrong)
{
    EXPECT_EQ(error(""), "it names no capability");
    EXPECT_EQ(error("client=x"), "it names no capability");
    EXPECT_EQ(error("FOO"), "there is no capability FOO");
    EXPECT_EQ(error("imap4REV1"), "IMAP4rev1 cannot be switched off");
    EXPECT_EQ(error("STARTTLS"), "STARTTLS cannot be switched off");
    EXPECT_EQ(error("IDLE user=alice"), "behind user= stands an address such as alice@example.org");
    EXPECT_EQ(error("IDLE network=x"), "behind network= stands one such as 192.0.2.0/24");
    EXPECT_EQ(error("IDLE client="), "behind client= stands a name");
    EXPECT_EQ(
        parseCapabilityRules({"IDLE", "FOO"}).error().text,
        "imap.without: \"FOO\": there is no capability FOO"
    );
}

} // namespace
} // namespace postamt::imap
