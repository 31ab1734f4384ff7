#include "accounts/directory_check.h"
#include "accounts/sign_ins.h"
#include "store/commit.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

constexpr mail::AccountId alice(1);
constexpr mail::AccountId bob(2);
constexpr std::chrono::seconds hour{3600};
const std::string mark(16, 'm');

class SignInsTest : public testing::Test {
protected:
    SignInToken add(mail::AccountId account = alice) { return *signIns_.add(account, mark, hour); }

    bool has(const SignInToken& token) { return signIns_.find(token)->has_value(); }

    std::size_t stored()
    {
        std::size_t count = 0;
        EXPECT_TRUE(engine_.scan(signIns, {}, [&](std::string_view, std::string_view) {
            ++count;
            return true;
        }));
        return count;
    }

    ManualClock clock_{1'700'000'000};
    SystemRandom random_;
    store::MemoryEngine engine_;
    SignIns signIns_{engine_, clock_, random_};
};

TEST_F(SignInsTest, lastTheirTime)
{
    const auto token = add();
    EXPECT_EQ((*signIns_.find(token))->mark, mark);
    clock_.advance(hour - std::chrono::seconds(1));
    EXPECT_TRUE(has(token));
    clock_.advance(std::chrono::seconds(1));
    EXPECT_FALSE(has(token));
    EXPECT_EQ(stored(), 1U);
    EXPECT_TRUE(signIns_.sweep());
    EXPECT_EQ(stored(), 0U);
}

TEST_F(SignInsTest, areOneAccounts)
{
    auto token = add();
    EXPECT_FALSE(has({bob, token.secret}));
    EXPECT_FALSE(has({alice, std::string(32, '\0')}));
    const auto others = add(bob);
    EXPECT_TRUE(signIns_.removeOthers(token));
    EXPECT_TRUE(has(token));
    EXPECT_TRUE(has(others));
}

TEST_F(SignInsTest, endOneByOneOrAllTheOthers)
{
    const auto one = add();
    const auto two = add();
    const auto three = add();
    EXPECT_TRUE(signIns_.remove(one));
    EXPECT_FALSE(has(one));
    EXPECT_TRUE(has(two));
    EXPECT_TRUE(signIns_.removeOthers(three));
    EXPECT_FALSE(has(two));
    EXPECT_TRUE(has(three));
    EXPECT_TRUE(signIns_.remove(one)) << "again is no fault";
}

TEST_F(SignInsTest, haveALimit)
{
    const auto first = add();
    clock_.advance(std::chrono::seconds(1));
    const auto second = add();
    for (std::size_t i = 2; i < SignIns::limit; ++i)
        add();
    EXPECT_TRUE(has(first));
    add();
    EXPECT_FALSE(has(first)) << "the oldest gives way";
    EXPECT_TRUE(has(second));
    EXPECT_EQ(stored(), SignIns::limit);
    add(bob);
    EXPECT_TRUE(has(second));
}

TEST_F(SignInsTest, keepNoToken)
{
    const auto token = add();
    EXPECT_TRUE(engine_.scan(signIns, {}, [&](std::string_view key, std::string_view value) {
        EXPECT_EQ(key.find(token.secret), std::string_view::npos);
        EXPECT_EQ(value.find(token.secret), std::string_view::npos);
        EXPECT_EQ(accountInSignInKey(key), alice);
        return true;
    }));
    EXPECT_EQ(token.csrf().find(token.text().substr(2)), std::string::npos);
    EXPECT_NE(token.csrf(), add().csrf());
    EXPECT_NE(token.csrf(), SignInToken(bob, token.secret).csrf());
}

TEST_F(SignInsTest, tokensAreReadStrictly)
{
    const auto token = add();
    const auto text = token.text();
    EXPECT_EQ(text.size(), 66U);
    const auto again = SignInToken::parse(text);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->account, alice);
    EXPECT_EQ(again->secret, token.secret);
    const auto hex = text.substr(2);
    for (const auto& wrong : {
             std::string(),
             std::string("-"),
             hex,
             "-" + hex,
             "x-" + hex,
             "+1-" + hex,
             " 1-" + hex,
             "1--" + hex.substr(1),
             "18446744073709551616-" + hex,
             text + "0",
             text.substr(0, 65),
             "1-" + std::string(64, 'g'),
         })
        EXPECT_FALSE(SignInToken::parse(wrong)) << wrong;
}

TEST_F(SignInsTest, aFailingStoreIsToldAndDamageIsFound)
{
    const auto token = add();
    EXPECT_TRUE(checkDirectory(engine_)->empty());
    engine_.setReadFault(Error{Fault::Temporary, "disk gone", ""});
    EXPECT_EQ(signIns_.find(token).error().fault, Fault::Temporary);
    EXPECT_EQ(signIns_.add(alice, mark, hour).error().fault, Fault::Temporary);
    engine_.setReadFault(std::nullopt);
    EXPECT_TRUE(has(token));

    store::Batch batch;
    batch.partition = signIns;
    batch.expected = *engine_.version(signIns);
    batch.next = batch.expected.next();
    batch.puts.push_back({.key = signInKey(token), .value = "\x02"});
    batch.puts.push_back({.key = "s", .value = ""});
    ASSERT_TRUE(store::commitAndWait(engine_, std::move(batch)));
    EXPECT_EQ(signIns_.find(token).error().fault, Fault::Internal);
    EXPECT_EQ(checkDirectory(engine_)->size(), 2U);
}

} // namespace
} // namespace postamt::accounts
