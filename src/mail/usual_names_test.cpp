#include "mail/usual_names.h"

#include "mail/test_draft.h"
#include "text/fold.h"

#include <gtest/gtest.h>

namespace postamt::mail {
namespace {

TEST(UsualNames, AreKnownInAnyLetterCase)
{
    const std::pair<std::string_view, SpecialUse> names[] = {
        {"Gesendete Elemente", SpecialUse::Sent   },
        {"Gelöschte Elemente", SpecialUse::Trash  },
        {"GELÖSCHTE ELEMENTE", SpecialUse::Trash  },
        {"Entwürfe",           SpecialUse::Drafts },
        {"Entwu\xcc\x88rfe",   SpecialUse::Drafts },
        {"Junk-E-Mail",        SpecialUse::Junk   },
        {"Junk E-mail",        SpecialUse::Junk   },
        {"Concepten",          SpecialUse::Drafts },
        {"Archives",           SpecialUse::Archive},
        {"Κάτι",               SpecialUse::None   },
        {"Sent",               SpecialUse::None   },
        {"",                   SpecialUse::None   },
    };
    for (const auto& [name, use] : names)
        EXPECT_EQ(usualUse(name), use) << name;
}

TEST(UsualNames, AreWrittenAsTheyAreCompared)
{
    for (const auto& [use, name] : usualNames()) {
        EXPECT_EQ(text::folded(name), name);
        EXPECT_EQ(usualUse(name), use) << name << " stands there twice";
    }
}

using MeantNameTest = Drafts;

TEST_F(MeantNameTest, isTheNameItselfUnlessThereIsNothing)
{
    ASSERT_TRUE(draft().createMailbox("Sent", SpecialUse::Sent));
    ASSERT_TRUE(draft().createMailbox("Spam"));
    ASSERT_TRUE(draft().createMailbox("Junk", SpecialUse::Junk));
    const auto meant = [this](std::string_view name) { return meantName(draft().state(), name); };
    EXPECT_EQ(meant("Gesendete Elemente"), "Sent");
    EXPECT_EQ(meant("gesendet/2026/May"), "Sent/2026/May");
    EXPECT_EQ(meant("Work/Gesendete Elemente"), "Work/Gesendete Elemente");
    EXPECT_EQ(meant("Spam"), "Spam"); // there is one
    EXPECT_EQ(meant("Junk-E-Mail"), "Junk");
    EXPECT_EQ(meant("Papierkorb"), "Papierkorb"); // nothing is for that
    EXPECT_EQ(meant("Sent Items/x"), "Sent/x");
    ASSERT_TRUE(draft().createMailbox("Sent Items/Deep"));
    ASSERT_TRUE(draft().removeMailbox(draft().state().mailbox("Sent Items")->id));
    EXPECT_EQ(meant("Sent Items"), "Sent Items"); // it still has mailboxes below it
}

TEST_F(MeantNameTest, followsARename)
{
    ASSERT_TRUE(draft().createMailbox("Sent", SpecialUse::Sent));
    ASSERT_TRUE(draft().renameMailbox("Sent", "Old/Mine"));
    EXPECT_EQ(meantName(draft().state(), "Sent Messages/1"), "Old/Mine/1");
}

} // namespace
} // namespace postamt::mail
