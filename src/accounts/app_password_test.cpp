#include "accounts/app_password.h"

#include "accounts/directory_record.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace postamt::accounts {
namespace {

TEST(AppPassword, IsTwentyLettersInGroupsOfFour)
{
    SystemRandom random;
    std::set<std::string> all;
    std::set<char> letters;
    for (int i = 0; i < 200; ++i) {
        const auto made = makeAppPassword(random);
        ASSERT_EQ(made.size(), 24U);
        for (std::size_t at = 4; at < made.size(); at += 5)
            EXPECT_EQ(made[at], '-');
        const auto typed = appPasswordLetters(made);
        ASSERT_TRUE(typed) << made;
        EXPECT_EQ(typed->size(), 20U);
        letters.insert(typed->begin(), typed->end());
        all.insert(made);
    }
    EXPECT_EQ(all.size(), 200U);
    EXPECT_EQ(letters.size(), 20U);
    EXPECT_GE(20 * std::log2(20), 75);
}

/// Gives bytes in turn.
class Counting : public Random {
public:
    void fill(std::span<std::byte> bytes) override
    {
        for (auto& byte : bytes)
            byte = std::byte(next_++);
    }

private:
    unsigned char next_ = 236;
};

TEST(AppPassword, DrawsEveryLetterWithTheSameChance)
{
    // 240 to 255 would favour some: they are drawn again.
    Counting random;
    EXPECT_EQ(makeAppPassword(random), "wxyz-bcdf-ghjk-mnpq-rstv");
}

TEST(AppPassword, CountsNoBlanksNoDashesNoCase)
{
    const std::string letters = "bcdfghjkmnpqrstvwxyz";
    for (const auto* typed :
         {"bcdf-ghjk-mnpq-rstv-wxyz",
          "bcdf ghjk mnpq rstv wxyz",
          "bcdfghjkmnpqrstvwxyz",
          " Bcdf-GHJK mnpqrstv--wxyz  "})
        EXPECT_EQ(appPasswordLetters(typed), letters) << typed;
    for (const auto* typed :
         {"",
          "bcdfghjkmnpqrstvwxy", // one below
          "bcdfghjkmnpqrstvwxyzb", // one above
          "acdfghjkmnpqrstvwxyz", // a is none of the letters
          "bcdf_ghjk_mnpq_rstv_wxyz",
          "bcdfghjkmnpqrstvwxy\xc3\xbc"})
        EXPECT_EQ(appPasswordLetters(typed), std::nullopt) << typed;
    EXPECT_EQ(appPasswordLetters(std::string("bcdfghjkmnpqrstvwxyz\0", 21)), std::nullopt);
}

TEST(AppPassword, IsHashedForOneAccount)
{
    const mail::AccountId one(1);
    const auto hash = hashAppPassword(one, "bcdfghjkmnpqrstvwxyz");
    EXPECT_EQ(hash.size(), appPasswordHashSize);
    EXPECT_EQ(hash, hashAppPassword(one, "bcdfghjkmnpqrstvwxyz"));
    EXPECT_NE(hash, hashAppPassword(mail::AccountId(2), "bcdfghjkmnpqrstvwxyz"));
    EXPECT_NE(hash, hashAppPassword(one, "bcdfghjkmnpqrstvwxyb"));
}

TEST(AppPassword, ReadsProtocols)
{
    EXPECT_EQ(*parseProtocolSet(""), ProtocolSet::all());
    EXPECT_EQ(formatProtocolSet(ProtocolSet::all()), "imap,pop,smtp");
    const auto some = parseProtocolSet("smtp,pop3");
    ASSERT_TRUE(some);
    EXPECT_EQ(formatProtocolSet(*some), "pop,smtp");
    EXPECT_TRUE(some->contains(Protocol::Pop3));
    EXPECT_FALSE(some->contains(Protocol::Imap));
    for (const auto* wrong : {",", "imap,", "IMAP", "imap pop", "lmtp"})
        EXPECT_FALSE(parseProtocolSet(wrong)) << wrong;
    EXPECT_FALSE(ProtocolSet::fromBits(0));
    EXPECT_FALSE(ProtocolSet::fromBits(8));
}

TEST(AppPassword, HasALabelThatCanBeShown)
{
    EXPECT_TRUE(checkAppPasswordLabel("Telefon von Jürgen"));
    EXPECT_TRUE(checkAppPasswordLabel(std::string(100, 'x')));
    EXPECT_FALSE(checkAppPasswordLabel(std::string(101, 'x')));
    EXPECT_FALSE(checkAppPasswordLabel(""));
    EXPECT_FALSE(checkAppPasswordLabel("two\nlines"));
    EXPECT_FALSE(checkAppPasswordLabel("\xff"));
}

TEST(AppPassword, ExpiresAtItsSecond)
{
    EXPECT_FALSE(AppPassword{}.isExpired(1'000'000));
    const AppPassword until{.label = {}, .hash = {}, .expires = 100};
    EXPECT_FALSE(until.isExpired(99));
    EXPECT_TRUE(until.isExpired(100));
}

TEST(AppPassword, IsStoredAsWritten)
{
    const AppPassword password{
        .label = "a", .hash = std::string(32, 'h'), .created = 1, .expires = -1
    };
    const auto bytes = formatAppPasswords({password});
    EXPECT_EQ(bytes, "\x01\x01\x01" "a\x20" + std::string(32, 'h') + "\x07\x02\x01");
    EXPECT_EQ(*parseAppPasswords(bytes), std::vector{password});
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(parseAppPasswords(bytes.substr(0, size))) << size;
    EXPECT_FALSE(parseAppPasswords(bytes + "x"));
    auto other = password;
    other.hash.pop_back();
    EXPECT_FALSE(parseAppPasswords(formatAppPasswords({other})));
    EXPECT_FALSE(parseAppPasswords(formatAppPasswords({})));
    EXPECT_TRUE(parseAppPasswords(formatAppPasswords({maxAppPasswords, password})));
    EXPECT_FALSE(parseAppPasswords(formatAppPasswords({maxAppPasswords + 1, password})));
}

} // namespace
} // namespace postamt::accounts
