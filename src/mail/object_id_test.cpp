#include "mail/object_id.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace postamt::mail {
namespace {

std::string threadOf(std::string_view message)
{
    const auto record = mime::encode(mime::summarize(message));
    const auto view = mime::decode(record);
    EXPECT_TRUE(view);
    return threadObjectId(*view);
}

TEST(ObjectId, HasPermittedCharactersOnly)
{
    for (int i = 0; i < 200; ++i) {
        const auto id = emailObjectId(store::blobIdOf(std::to_string(i)));
        EXPECT_EQ(id.size(), 33U);
        EXPECT_TRUE(std::ranges::all_of(id, [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
        })) << id;
    }
    EXPECT_EQ(mailboxObjectId(AccountId(7), MailboxId(12)), "F7-12");
}

TEST(ObjectId, OfAMessageNamesItsBody)
{
    for (int i = 0; i < 200; ++i) {
        const auto blob = store::blobIdOf(std::to_string(i));
        const auto prefix = blobPrefixOf(emailObjectId(blob));
        ASSERT_TRUE(prefix);
        EXPECT_EQ(*prefix, blob.view().substr(0, 24));
    }
    const auto good = emailObjectId(store::blobIdOf("x"));
    EXPECT_FALSE(blobPrefixOf(""));
    EXPECT_FALSE(blobPrefixOf("M"));
    EXPECT_FALSE(blobPrefixOf("T" + good.substr(1)));
    EXPECT_FALSE(blobPrefixOf(good.substr(0, 32)));
    EXPECT_FALSE(blobPrefixOf(good + "AAAA"));
    EXPECT_FALSE(blobPrefixOf(good.substr(0, 32) + "+"));
}

TEST(ObjectId, OfAThreadIsThatOfItsFirstMessage)
{
    const auto root = threadOf("Message-ID: <a@x>\r\n\r\n");
    EXPECT_EQ(root.size(), 25U);
    EXPECT_EQ(threadOf("Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\n\r\n"), root);
    EXPECT_EQ(threadOf("Message-ID: <c@x>\r\nReferences: <a@x> <b@x>\r\n\r\n"), root);
    EXPECT_NE(threadOf("Message-ID: <d@x>\r\nSubject: x\r\n\r\n"), root);
    EXPECT_EQ(threadOf("Subject: x\r\n\r\n"), "");
}

} // namespace
} // namespace postamt::mail
