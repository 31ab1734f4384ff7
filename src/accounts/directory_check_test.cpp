#include "accounts/directory.h"
#include "accounts/directory_check.h"
#include "accounts/erasure.h"
#include "accounts/visit.h"
#include "store/commit.h"
#include "store/memory/memory_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DirectoryCheckTest : public testing::Test {
protected:
    DirectoryCheckTest()
    {
        EXPECT_TRUE(directory.addDomain("example.org"));
        const auto secret = *makeCredentials("secret", random, PasswordCost::least());
        const NewAccount both[] = {
            {.address = "alice@example.org", .credentials = secret},
            {.address = "bob@example.org",   .credentials = secret}
        };
        ids = *directory.addAccounts(both);
    }

    void write(store::Partition partition, std::string key, std::optional<std::string> value)
    {
        store::Batch batch;
        batch.partition = partition;
        batch.expected = *engine.version(partition);
        batch.next = batch.expected.next();
        if (value)
            batch.puts.push_back({.key = key, .value = *value});
        else
            batch.removes.push_back(key);
        ASSERT_TRUE(store::commitAndWait(engine, std::move(batch)));
    }

    void directoryKey(std::string key, std::optional<std::string> value)
    {
        write(store::Partition(0), std::move(key), std::move(value));
    }

    ManualClock clock{1'700'000'000};
    SystemRandom random;
    store::MemoryEngine engine;
    Directory directory{engine, clock};
    std::vector<mail::AccountId> ids;
};

TEST_F(DirectoryCheckTest, aSoundDirectory)
{
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());
    write(ids[0], "mail", "x");
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());
}

TEST_F(DirectoryCheckTest, whatDoesNotFit)
{
    directoryKey(accountKey(ids[1]), std::nullopt);
    EXPECT_THAT(
        *checkDirectory(engine),
        ElementsAre(
            "bob@example.org leads to account 2, which is not here",
            "there is a password of account 2, which is not here"
        )
    );
    directoryKey(credentialsKey(ids[1]), std::nullopt);
    directoryKey(addressKey("bob@example.org"), std::nullopt);
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());
    directoryKey(credentialsKey(ids[0]), std::nullopt);
    EXPECT_THAT(*checkDirectory(engine), ElementsAre("alice@example.org has no password"));
    directoryKey(domainKey("example.org"), std::nullopt);
    EXPECT_EQ(checkDirectory(engine)->size(), 3U);
}

TEST_F(DirectoryCheckTest, damage)
{
    directoryKey(accountKey(ids[0]), "rubbish");
    EXPECT_FALSE(checkDirectory(engine)->empty());
    directoryKey("?", "x");
    directoryKey("n", formatNextId(mail::AccountId(1)));
    EXPECT_EQ(checkDirectory(engine)->size(), 6U);
}

TEST_F(DirectoryCheckTest, visits)
{
    const Visit visit{.peer = "192.0.2.1", .first = 1, .last = 2};
    write(visitsPartition, visitKey(ids[0], visit), formatVisit(visit));
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());
    write(visitsPartition, visitKey(ids[1], visit), "rubbish");
    write(visitsPartition, "v", "x");
    EXPECT_EQ(checkDirectory(engine)->size(), 2U);
    ASSERT_TRUE(directory.removeAccount("bob@example.org"));
    EXPECT_EQ(checkDirectory(engine)->size(), 1U);
}

TEST_F(DirectoryCheckTest, appPasswords)
{
    const AppPassword phone{.label = "phone", .hash = {}};
    ASSERT_TRUE(directory.addAppPassword("alice@example.org", phone, "bcdfghjkmnpqrstvwxyz"));
    const auto passwords = *directory.appPasswords(ids[0]);
    const auto& hash = passwords.front().hash;
    const AppPasswordUse use{1, Protocol::Imap, "192.0.2.1"};
    ASSERT_TRUE(directory.appPasswordUses().write(ids[0], hash, use));
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());
    // What is left of a password that was removed just now.
    ASSERT_TRUE(directory.appPasswordUses().write(ids[1], hash, use));
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());

    write(appPasswordUses, appPasswordUseKey(ids[1], hash), "rubbish");
    write(appPasswordUses, "u", "x");
    EXPECT_EQ(checkDirectory(engine)->size(), 2U);
    ASSERT_TRUE(directory.removeAccount("bob@example.org"));
    write(appPasswordUses, "u", std::nullopt);
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());

    directoryKey(appPasswordsKey(ids[1]), formatAppPasswords(passwords));
    EXPECT_THAT(
        *checkDirectory(engine),
        ElementsAre("there are app passwords of account 2, which is not here")
    );
    directoryKey(
        appPasswordsKey(ids[1]), formatAppPasswords({passwords.front(), passwords.front()})
    );
    EXPECT_EQ(checkDirectory(engine)->size(), 2U);
    directoryKey(appPasswordsKey(ids[1]), "rubbish");
    EXPECT_EQ(checkDirectory(engine)->size(), 1U);
}

TEST_F(DirectoryCheckTest, mailOfNobody)
{
    write(store::Partition(77), "mail", "x");
    EXPECT_THAT(
        *checkDirectory(engine), ElementsAre("there is mail of account 77, which is not here")
    );
    engine.setReadFault(Error{Fault::Temporary, "disk gone", ""});
    EXPECT_FALSE(checkDirectory(engine));
}

TEST_F(DirectoryCheckTest, theMailOfRemovedAccountsIsErased)
{
    for (int i = 0; i < 2500; ++i)
        write(ids[1], "key" + std::to_string(i), "value");
    const auto body = store::makeBody("a message");
    store::Batch batch;
    batch.partition = ids[1];
    batch.expected = *engine.version(ids[1]);
    batch.next = batch.expected.next();
    batch.bodies = {body};
    batch.linked = {body->id()};
    ASSERT_TRUE(store::commitAndWait(engine, std::move(batch)));
    write(ids[0], "key", "value");

    ASSERT_TRUE(directory.removeAccount("bob@example.org"));
    EXPECT_THAT(*checkDirectory(engine), IsEmpty()) << "it waits to be erased";
    ASSERT_TRUE(eraseRemoved(engine, directory));
    EXPECT_THAT(*directory.erasures(), IsEmpty());
    EXPECT_THAT(*checkDirectory(engine), IsEmpty());
    EXPECT_EQ(*engine.get(ids[1], "key7"), std::nullopt);
    EXPECT_EQ(*engine.get(ids[0], "key"), "value");
    EXPECT_EQ(*engine.purge(clock.seconds() + (1LL << 32)), 1U);
}

} // namespace
} // namespace postamt::accounts
