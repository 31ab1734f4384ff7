#include "imap/proto/status_response.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {

namespace {

std::string status(Condition condition, std::string_view code, std::string_view text)
{
    std::string out;
    formatStatus(out, "a1", condition, code, text);
    return out;
}

std::string error(Error e)
{
    std::string out;
    formatError(out, "*", e);
    return out;
}

} // namespace

TEST(StatusResponse, HasTagConditionCodeAndText)
{
    EXPECT_EQ(status(Condition::Ok, "", "Done"), "a1 OK Done\r\n");
    EXPECT_EQ(
        status(Condition::No, "TRYCREATE", "No such mailbox"),
        "a1 NO [TRYCREATE] No such mailbox\r\n"
    );
    EXPECT_EQ(status(Condition::Bad, "", ""), "a1 BAD -\r\n");
    EXPECT_EQ(status(Condition::Bye, "", "[x]"), "a1 BYE -[x]\r\n");
    EXPECT_EQ(status(Condition::PreAuth, "", "a\r\n* OK \xc3\xbc"), "a1 PREAUTH a??* OK ??\r\n");
}

TEST(StatusResponse, TellsErrorsByWhoseFaultTheyAre)
{
    EXPECT_EQ(error({Fault::Bad, "expected x", ""}), "* BAD expected x\r\n");
    EXPECT_EQ(error({Fault::No, "Not there", "NONEXISTENT"}), "* NO [NONEXISTENT] Not there\r\n");
    EXPECT_EQ(error({Fault::Temporary, "Disk full", ""}), "* NO [UNAVAILABLE] Disk full\r\n");
    EXPECT_EQ(error({Fault::Temporary, "Too much", "OVERQUOTA"}), "* NO [OVERQUOTA] Too much\r\n");
    EXPECT_EQ(
        error({Fault::Internal, "secret", "secret"}),
        "* NO [SERVERBUG] Internal error, it has been logged\r\n"
    );
}

TEST(StatusResponse, HasCodesWithValues)
{
    EXPECT_EQ(code::numbered("UIDNEXT", 7), "UIDNEXT 7");
    EXPECT_EQ(
        code::appendUid(
            9,
            NumberSet({
                {1, 3}
    })
        ),
        "APPENDUID 9 1:3"
    );
    EXPECT_EQ(
        code::copyUid(
            9,
            NumberSet({
                {1, 3},
                {5, 5}
    }),
            NumberSet({{10, 13}})
        ),
        "COPYUID 9 1:3,5 10:13"
    );
    EXPECT_EQ(
        code::modified(NumberSet({
            {7, 7}
    })),
        "MODIFIED 7"
    );
}

TEST(Continuation, IsALine)
{
    std::string out;
    formatContinuation(out, "");
    formatContinuation(out, "Zm9v");
    EXPECT_EQ(out, "+ \r\n+ Zm9v\r\n");
}

} // namespace postamt::imap::proto
