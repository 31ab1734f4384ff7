#include "imap/proto/parsed.h"
#include "imap/proto/quota.h"

namespace postamt::imap::proto {

using enum QuotaResource;

TEST(Quota, NamesARootOrAMailbox)
{
    EXPECT_EQ(parsed(parseGetQuota, "a GETQUOTA \"\"")->root, "");
    EXPECT_EQ(parsed(parseGetQuota, "a GETQUOTA alice@example.test")->root, "alice@example.test");
    EXPECT_EQ(parsed(parseGetQuotaRoot, "a GETQUOTAROOT inbox")->mailbox, "INBOX");
}

TEST(Quota, IsSetByResource)
{
    const auto request = parsed(parseSetQuota, "a SETQUOTA r (storage 512 Message 0)");
    ASSERT_TRUE(request);
    EXPECT_EQ(
        *request,
        (SetQuotaRequest{
            "r", {{Storage, 512}, {Message, 0}},
             false
    })
    );
    const auto text = written([&](Writer& w) { formatSetQuotaRequest(w, *request); });
    EXPECT_EQ(text, "SETQUOTA r (STORAGE 512 MESSAGE 0)");
    EXPECT_EQ(parsed(parseSetQuota, "a SETQUOTA r ()")->limits.size(), 0U);
    EXPECT_TRUE(parsed(parseSetQuota, "a SETQUOTA r (MAILBOX 3)")->hasUnknown);
    const auto most = parsed(parseSetQuota, "a SETQUOTA r (STORAGE 9223372036854775807)");
    EXPECT_EQ(most->limits.front().limit, 9223372036854775807U);
}

TEST(Quota, SaysWhatItExpected)
{
    EXPECT_EQ(
        errorOf(parseGetQuota, "a GETQUOTA"), "expected the name of a quota root after GETQUOTA"
    );
    EXPECT_EQ(
        errorOf(parseGetQuotaRoot, "a GETQUOTAROOT"), "expected a mailbox name after GETQUOTAROOT"
    );
    EXPECT_EQ(
        errorOf(parseSetQuota, "a SETQUOTA r (STORAGE 1 STORAGE 2)"), "expected each resource once"
    );
    for (const auto* wrong :
         {"a SETQUOTA r", "a SETQUOTA r STORAGE 1", "a SETQUOTA r (STORAGE)",
          "a SETQUOTA r (STORAGE -1)", "a SETQUOTA r (STORAGE 9223372036854775808)",
          "a SETQUOTA r (STORAGE 1) x"})
        EXPECT_NE(errorOf(parseSetQuota, wrong), "none") << wrong;
    EXPECT_NE(errorOf(parseGetQuota, "a GETQUOTA a b"), "none");
    EXPECT_NE(errorOf(parseGetQuotaRoot, "a GETQUOTAROOT a b"), "none");
}

TEST(Quota, IsTold)
{
    EXPECT_EQ(
        written([](Writer& w) {
            formatQuota(w, "a b", {{Storage, 10, 512}, {Message, 2, 30}});
        }),
        "* QUOTA \"a b\" (STORAGE 10 512 MESSAGE 2 30)\r\n"
    );
    EXPECT_EQ(written([](Writer& w) { formatQuota(w, "", {}); }), "* QUOTA \"\" ()\r\n");
    EXPECT_EQ(
        written([](Writer& w) { formatQuotaRoot(w, "J\xc3\xb6rg", "x@y"); }),
        "* QUOTAROOT J&APY-rg x@y\r\n"
    );
}

} // namespace postamt::imap::proto
