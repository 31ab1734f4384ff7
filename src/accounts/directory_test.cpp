#include "accounts/directory.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace postamt::accounts {
namespace {

using Outcome = Resolution::Outcome;

class DirectoryTest : public testing::Test {
protected:
    DirectoryTest() { EXPECT_TRUE(directory.addDomain("example.org")); }

    mail::AccountId add(std::string_view address)
    {
        const auto id
            = directory.addAccount({.address = std::string(address), .credentials = secret});
        EXPECT_TRUE(id) << id.error().text;
        return id.value_or(mail::AccountId(0));
    }

    std::string addError(std::string_view address)
    {
        const auto id
            = directory.addAccount({.address = std::string(address), .credentials = secret});
        return id ? "" : id.error().text;
    }

    Resolution resolve(std::string_view address)
    {
        const auto found = directory.resolve(address);
        EXPECT_TRUE(found) << found.error().text;
        return found.value_or(Resolution());
    }

    ManualClock clock{1'700'000'000};
    SystemRandom random;
    store::MemoryEngine engine;
    Directory directory{engine, clock};
    Credentials secret = *makeCredentials("secret", random, PasswordCost::least());
};

TEST_F(DirectoryTest, findsAnAccountByItsAddress)
{
    const auto id = add("Alice@Example.org");
    const auto found = resolve("aLICE@eXAMPLE.ORG");
    EXPECT_EQ(found.outcome, Outcome::Local);
    EXPECT_EQ(
        found.recipients,
        (std::vector<Recipient>{
            {id, "alice@example.org", ""}
    })
    );
    const auto account = directory.account(id);
    ASSERT_TRUE(account && *account);
    EXPECT_EQ((*account)->address, "alice@example.org");
    EXPECT_EQ((*account)->created, 1'700'000'000);
    EXPECT_EQ(**directory.credentials(id), secret);
}

TEST_F(DirectoryTest, knowsWhatIsNotHere)
{
    add("alice@example.org");
    EXPECT_EQ(resolve("bob@example.org").outcome, Outcome::UnknownUser);
    EXPECT_EQ(resolve("bob+x@example.org").outcome, Outcome::UnknownUser);
    EXPECT_EQ(resolve("alice@example.com").outcome, Outcome::UnknownDomain);
    EXPECT_EQ(resolve("alice@sub.example.org").outcome, Outcome::UnknownDomain);
    EXPECT_EQ(resolve("alice@[192.0.2.1]").outcome, Outcome::UnknownDomain);
    EXPECT_EQ(directory.resolve("alice").error().fault, Fault::Bad);
    EXPECT_EQ(*directory.account(mail::AccountId(99)), std::nullopt);
    EXPECT_EQ(*directory.credentials(mail::AccountId(99)), std::nullopt);
}

TEST_F(DirectoryTest, subaddresses)
{
    const auto id = add("alice@example.org");
    EXPECT_EQ(resolve("alice+Shop@example.org").recipients.at(0).detail, "Shop");
    EXPECT_EQ(resolve("alice+a+b@example.org").recipients.at(0).detail, "a+b");
    EXPECT_EQ(resolve("alice+@example.org").recipients.at(0).detail, "");
    EXPECT_EQ(resolve("\"alice+a b\"@example.org").recipients.at(0).detail, "a b");
    EXPECT_EQ(resolve("+alice@example.org").outcome, Outcome::UnknownUser);
    EXPECT_TRUE(*directory.ownsAddress(id, "alice+x@example.org"));

    Directory none(engine, clock, "");
    EXPECT_EQ(none.resolve("alice+x@example.org")->outcome, Outcome::UnknownUser);
    EXPECT_FALSE(*none.ownsAddress(id, "alice+x@example.org"));
    Directory minus(engine, clock, "-");
    EXPECT_EQ(minus.resolve("alice-x@example.org")->recipients.at(0).detail, "x");
    Directory two(engine, clock, "--");
    EXPECT_EQ(two.resolve("alice--x@example.org")->recipients.at(0).detail, "x");
    EXPECT_EQ(addError("a+b@example.org"), "an account's address has no \"+\" in it");
}

TEST_F(DirectoryTest, anAliasLeadsToOneOrMoreAccounts)
{
    const auto alice = add("alice@example.org");
    const auto bob = add("bob@example.org");
    const std::string both[] = {"alice@example.org", "BOB@example.org"};
    ASSERT_TRUE(directory.addAlias("sales@example.org", std::span(both, 1)));
    ASSERT_TRUE(directory.addAlias("Sales@example.org", both));
    EXPECT_EQ(resolve("sales@example.org").recipients.size(), 2U);
    EXPECT_EQ(
        resolve("sales+x@example.org").recipients,
        (std::vector<Recipient>{
            {alice, "alice@example.org", "x"},
            {bob,   "bob@example.org",   "x"}
    })
    );
    EXPECT_EQ(
        *directory.aliases(),
        (std::vector<Alias>{
            {"postmaster@example.org", {"alice@example.org"}                   },
            {"sales@example.org",      {"alice@example.org", "bob@example.org"}},
    })
    );
    ASSERT_TRUE(directory.removeAlias("sales@example.org"));
    EXPECT_EQ(resolve("sales@example.org").outcome, Outcome::UnknownUser);
    EXPECT_EQ(
        directory.removeAlias("sales@example.org").error().text,
        "there is no alias sales@example.org"
    );
    EXPECT_FALSE(directory.removeAlias("alice@example.org"));
}

TEST_F(DirectoryTest, aliasesAreRefusedWithAReason)
{
    add("alice@example.org");
    const auto error = [&](std::string_view address, std::string target) {
        const auto added = directory.addAlias(address, std::span(&target, 1));
        return added ? "" : added.error().text;
    };
    EXPECT_EQ(error("x@example.org", "bob@example.org"), "there is no account bob@example.org");
    EXPECT_EQ(
        error("x@example.org", "postmaster@example.org"),
        "postmaster@example.org is an alias, not an account"
    );
    EXPECT_EQ(
        error("x@example.com", "alice@example.org"),
        "example.com is not a domain of this service; add it first (postamt domain add)"
    );
    EXPECT_EQ(
        error("alice@example.org", "alice@example.org"), "alice@example.org is an account already"
    );
    EXPECT_FALSE(directory.addAlias("x@example.org", {}));
}

TEST_F(DirectoryTest, postmasterIsAlwaysReached)
{
    const auto alice = add("alice@example.org");
    add("bob@example.org");
    EXPECT_EQ(resolve("Postmaster@example.org").recipients.at(0).account, alice);
    ASSERT_TRUE(directory.addDomain("example.net"));
    const auto own = add("postmaster@example.net");
    EXPECT_EQ(resolve("postmaster@example.net").recipients.at(0).account, own);
}

TEST_F(DirectoryTest, accountsAreRefusedWithAReason)
{
    add("alice@example.org");
    EXPECT_EQ(addError("ALICE@example.org"), "alice@example.org is an account already");
    EXPECT_EQ(addError("postmaster@example.org"), "postmaster@example.org is an alias already");
    EXPECT_EQ(
        addError("alice@example.com"),
        "example.com is not a domain of this service; add it first (postamt domain add)"
    );
    EXPECT_EQ(
        addError("alice"), "\"alice\": a mail address has an @ in it, such as alice@example.org"
    );
}

TEST_F(DirectoryTest, manyAccountsAreAddedTogetherOrNotAtAll)
{
    std::vector<NewAccount> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(
            {.address = "user" + std::to_string(i) + "@example.org", .credentials = secret}
        );
    many.push_back(many.front());
    EXPECT_EQ(directory.addAccounts(many).error().text, "user0@example.org is given twice");
    EXPECT_TRUE(directory.accounts()->empty());
    many.pop_back();
    EXPECT_EQ(directory.addAccounts(many)->size(), 100U);
    EXPECT_EQ(directory.accounts()->size(), 100U);
}

TEST_F(DirectoryTest, anIdIsNeverGivenTwice)
{
    add("alice@example.org");
    const auto bob = add("bob@example.org");
    const std::string both[] = {"alice@example.org", "bob@example.org"};
    ASSERT_TRUE(directory.addAlias("sales@example.org", both));
    ASSERT_TRUE(directory.addAlias("bobby@example.org", std::span(both + 1, 1)));
    EXPECT_EQ(*directory.removeAccount("bob@example.org"), bob);
    EXPECT_EQ(resolve("bob@example.org").outcome, Outcome::UnknownUser);
    EXPECT_EQ(resolve("bobby@example.org").outcome, Outcome::UnknownUser);
    EXPECT_EQ(resolve("sales@example.org").recipients.size(), 1U);
    EXPECT_EQ(*directory.account(bob), std::nullopt);
    EXPECT_EQ(*directory.credentials(bob), std::nullopt);
    EXPECT_EQ(*directory.erasures(), std::vector<mail::AccountId>{bob});
    ASSERT_TRUE(directory.finishErasure(bob));
    EXPECT_TRUE(directory.erasures()->empty());
    EXPECT_GT(add("bob@example.org"), bob);
    EXPECT_EQ(
        directory.removeAccount("nobody@example.org").error().text,
        "there is no account nobody@example.org"
    );
}

TEST_F(DirectoryTest, senderAddresses)
{
    const auto alice = add("alice@example.org");
    const auto bob = add("bob@example.org");
    const std::string target = "alice@example.org";
    ASSERT_TRUE(directory.addAlias("sales@example.org", std::span(&target, 1)));
    for (const auto* address :
         {"alice@example.org", "Alice+x@example.org", "sales@example.org", "sales+y@EXAMPLE.org"}) {
        EXPECT_TRUE(*directory.ownsAddress(alice, address)) << address;
        EXPECT_FALSE(*directory.ownsAddress(bob, address)) << address;
    }
    for (const auto* address :
         {"", "alice", "alice@example.com", "alicex@example.org", "bob@example.org"})
        EXPECT_FALSE(*directory.ownsAddress(alice, address)) << address;
}

TEST_F(DirectoryTest, userNames)
{
    const auto alice = add("alice@example.org");
    EXPECT_EQ((*directory.accountOfUser("ALICE@example.org"))->id, alice);
    EXPECT_EQ((*directory.accountOfUser("alice"))->id, alice);
    EXPECT_EQ(*directory.accountOfUser("bob"), std::nullopt);
    EXPECT_EQ(*directory.accountOfUser("postmaster@example.org"), std::nullopt)
        << "an alias is no user";
    EXPECT_EQ(*directory.accountOfUser("alice+x@example.org"), std::nullopt);
    EXPECT_EQ(*directory.accountOfUser("\xff"), std::nullopt);
    ASSERT_TRUE(directory.addDomain("example.net"));
    EXPECT_EQ(*directory.accountOfUser("alice"), std::nullopt) << "of which domain?";
}

TEST_F(DirectoryTest, domains)
{
    ASSERT_TRUE(directory.addDomain("KÖLN.example"));
    EXPECT_EQ(
        *directory.domains(), (std::vector<std::string>{"example.org", "xn--kln-sna.example"})
    );
    EXPECT_EQ(
        directory.addDomain("Example.Org").error().text,
        "example.org is a domain of this service already"
    );
    EXPECT_FALSE(directory.addDomain("not a domain"));
    EXPECT_FALSE(directory.addDomain("[192.0.2.1]"));
    add("alice@köln.example");
    EXPECT_EQ(
        directory.removeDomain("köln.example").error().text,
        "xn--kln-sna.example still has addresses, such as alice@xn--kln-sna.example"
    );
    ASSERT_TRUE(directory.removeAccount("alice@köln.example"));
    EXPECT_TRUE(directory.removeDomain("köln.example"));
    EXPECT_FALSE(directory.removeDomain("köln.example"));
}

TEST_F(DirectoryTest, settingsOfAnAccount)
{
    const auto id = add("alice@example.org");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "quota.bytes", "5000"));
    ASSERT_TRUE(directory.setAccount("alice@example.org", "name", "Alice Ärmel"));
    EXPECT_EQ((*directory.account(id))->quotaBytes(), 5000U);
    EXPECT_EQ((*directory.account(id))->value("name"), "Alice Ärmel");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "quota.bytes", "default"));
    EXPECT_EQ((*directory.account(id))->quotaBytes(), std::nullopt);
    EXPECT_FALSE(directory.setAccount("alice@example.org", "imap", "maybe"));
    EXPECT_FALSE(directory.setAccount("nobody@example.org", "imap", "off"));
    const auto other = *makeCredentials("other", random, PasswordCost::least());
    ASSERT_TRUE(directory.setCredentials("alice@example.org", other));
    EXPECT_EQ(**directory.credentials(id), other);
}

TEST_F(DirectoryTest, seesWhatAnotherNodeChanges)
{
    add("alice@example.org");
    Directory other(engine, clock);
    EXPECT_EQ(other.resolve("bob@example.org")->outcome, Outcome::UnknownUser);
    add("bob@example.org");
    EXPECT_EQ(other.resolve("bob@example.org")->outcome, Outcome::Local);
    ASSERT_TRUE(other.removeAccount("bob@example.org"));
    EXPECT_EQ(resolve("bob@example.org").outcome, Outcome::UnknownUser);
}

TEST_F(DirectoryTest, twoThatChangeAtOnceBothSucceed)
{
    Directory other(engine, clock);
    std::atomic<int> added = 0;
    const auto work = [&](Directory& mine, std::string name) {
        for (int i = 0; i < 50; ++i) {
            const auto address = name + std::to_string(i) + "@example.org";
            added
                += mine.addAccount({.address = address, .credentials = secret}).has_value() ? 1 : 0;
        }
    };
    std::thread one(work, std::ref(directory), "a");
    std::thread two(work, std::ref(other), "b");
    one.join();
    two.join();
    EXPECT_EQ(added, 100);
    EXPECT_EQ(directory.accounts()->size(), 100U);
}

TEST_F(DirectoryTest, aFailingStoreIsTold)
{
    const auto id = add("alice@example.org");
    engine.setFault(Error{Fault::Temporary, "disk full", ""});
    EXPECT_EQ(addError("bob@example.org"), "disk full");
    engine.setFault(std::nullopt);
    EXPECT_EQ(resolve("bob@example.org").outcome, Outcome::UnknownUser);
    add("bob@example.org");
    engine.setReadFault(Error{Fault::Temporary, "disk gone", ""});
    EXPECT_EQ(directory.resolve("carol@example.org").error().fault, Fault::Temporary);
    EXPECT_EQ(directory.credentials(id).error().fault, Fault::Temporary);
    EXPECT_EQ(directory.domains().error().fault, Fault::Temporary);
    engine.setReadFault(std::nullopt);
    EXPECT_EQ(resolve("carol@example.org").outcome, Outcome::UnknownUser);
}

TEST_F(DirectoryTest, theSecretStays)
{
    const auto secretBytes = directory.secret(random);
    EXPECT_EQ(secretBytes->size(), 32U);
    EXPECT_EQ(*directory.secret(random), *secretBytes);
    EXPECT_EQ(*Directory(engine, clock).secret(random), *secretBytes);
}

TEST(DirectoryRecord, damageIsFound)
{
    const Account account{
        .id = mail::AccountId(7), .address = "a@b", .created = -5, .values = {{"name", "A"}}
    };
    const auto bytes = formatAccount(account);
    EXPECT_EQ(*parseAccount(mail::AccountId(7), bytes), account);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(parseAccount(mail::AccountId(7), bytes.substr(0, size)));
    EXPECT_FALSE(parseAccount(mail::AccountId(7), bytes + "x"));
    EXPECT_FALSE(parseAccount(mail::AccountId(7), "\2" + bytes.substr(1)));
    EXPECT_FALSE(parseAddressRecord("\1\3\1\1"));
    EXPECT_FALSE(parseAddressRecord("\1\1\xff\xff\xff\xff\x0f"));
    EXPECT_FALSE(parseCredentials("\1\1x\1y"));
    EXPECT_FALSE(parseNextId(""));
    EXPECT_EQ(accountInKey(erasureKey(mail::AccountId(258))), mail::AccountId(258));
}

TEST_F(DirectoryTest, passwordsOfBeforeHaveNoCredentialForSha1)
{
    ASSERT_TRUE(secret.scramSha1);
    EXPECT_NE(secret.scramSha1->salt, secret.scram.salt);
    EXPECT_EQ(*parseCredentials(formatCredentials(secret)), secret);
    auto old = secret;
    old.scramSha1.reset();
    const auto bytes = formatCredentials(old);
    EXPECT_EQ(*parseCredentials(bytes), old);
    EXPECT_FALSE(parseCredentials(bytes + '\1' + 'x'));
    // one of the other hash is none
    auto wrong = formatCredentials(secret);
    wrong.replace(wrong.find("SCRAM-SHA-1$"), 11, "SCRAM-SHA-2");
    EXPECT_FALSE(parseCredentials(wrong));
}

} // namespace
} // namespace postamt::accounts
