#include "mail/acl.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

AclEntry entryOf(std::string identifier, std::uint64_t account, Rights granted, Rights denied = {})
{
    return {std::move(identifier), AccountId(account), granted, denied};
}

} // namespace

// RFC 4314 section 2.1.1
TEST(Rights, HaveTheLettersOfTheRfc)
{
    EXPECT_EQ(lettersOf(Rights()), "");
    EXPECT_EQ(lettersOf(Rights::all()), "lrswipkxteacd");
    EXPECT_EQ(rightsOf("axtelrswipk"), Rights::all());
    EXPECT_EQ(rightsOf(""), Rights());
    EXPECT_EQ(rightsOf("c"), Right::CreateMailbox);
    EXPECT_EQ(rightsOf("d"), Right::DeleteMailbox | Right::DeleteMessages | Right::Expunge);
    EXPECT_EQ(lettersOf(Right::Expunge), "ed");
    EXPECT_EQ(lettersOf(Right::CreateMailbox), "kc");
    for (const char* wrong : {"q", "L", "0", "lr ", "-l", "+l"})
        EXPECT_FALSE(rightsOf(wrong)) << wrong;
}

TEST(Acl, TheBytesAreThoseOfTheManual)
{
    Acl acl;
    ASSERT_TRUE(acl.set(entryOf("bob@b", 258, Rights::all(), Right::Write)));
    ASSERT_TRUE(acl.set(entryOf("al@b", 0, Right::Lookup | Right::Read)));
    const std::string bytes("\x02\x04" "al@b\0\x03\0\x05" "bob@b\x82\x02\xff\x0f\x08", 20);
    EXPECT_EQ(encodeAcl(acl), bytes);
    EXPECT_EQ(decodeAcl(bytes), acl);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        EXPECT_FALSE(decodeAcl(bytes.substr(0, i)));
    EXPECT_FALSE(decodeAcl(bytes + '\0'));
}

TEST(Acl, RecordsThatAreNotOursAreDamage)
{
    const auto record = [](const char* text, std::size_t size) { return std::string(text, size); };
    EXPECT_TRUE(decodeAcl(record("\1\1a\0\1\0", 6)));
    EXPECT_FALSE(decodeAcl(record("\0", 1))) << "no entry";
    EXPECT_FALSE(decodeAcl(record("\1\0\0\1\0", 5))) << "no identifier";
    EXPECT_FALSE(decodeAcl(record("\1\1a\0\0\0", 6))) << "no rights";
    EXPECT_FALSE(decodeAcl(record("\1\1a\0\x80\x10\0", 7))) << "a right that there is not";
    EXPECT_FALSE(decodeAcl(record("\2\1b\0\1\0\1a\0\1\0", 11))) << "out of order";
    EXPECT_FALSE(decodeAcl(record("\2\1a\0\1\0\1a\0\1\0", 11))) << "twice";
}

TEST(Acl, NegativeRightsWin)
{
    Acl acl;
    ASSERT_TRUE(acl.set(entryOf("bob@b", 2, Right::Lookup | Right::Read, Right::Read)));
    EXPECT_EQ(acl.of(AccountId(2)), Right::Lookup);
    EXPECT_EQ(acl.of(AccountId(3)), Rights());
}

TEST(Acl, AnEntryWithoutRightsGoes)
{
    Acl acl;
    ASSERT_TRUE(acl.set(entryOf("bob@b", 2, Right::Lookup)));
    ASSERT_TRUE(acl.set(entryOf("bob@b", 2, {})));
    ASSERT_TRUE(acl.set(entryOf("eve@b", 3, {})));
    EXPECT_TRUE(acl.isEmpty());
}

TEST(Acl, WhoGetsTheAddressLaterBeginsAnew)
{
    Acl acl;
    ASSERT_TRUE(acl.set(entryOf("bob@b", 2, Right::Lookup)));
    EXPECT_EQ(acl.entry("bob@b", AccountId(2)).granted, Right::Lookup);
    EXPECT_EQ(acl.entry("bob@b", AccountId(9)).granted, Rights());
    EXPECT_EQ(acl.of(AccountId(9)), Rights());
}

TEST(Acl, HasALimit)
{
    Acl acl;
    for (std::size_t i = 0; i < Acl::maxEntries; ++i)
        ASSERT_TRUE(acl.set(entryOf(std::to_string(i), i, Right::Lookup)));
    EXPECT_EQ(acl.set(entryOf("one more", 1, Right::Lookup)).error().code, "LIMIT");
    EXPECT_TRUE(acl.set(entryOf("7", 7, Right::Read)));
    EXPECT_TRUE(decodeAcl(encodeAcl(acl)));
}

} // namespace postamt::mail
