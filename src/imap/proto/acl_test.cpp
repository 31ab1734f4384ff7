#include "imap/proto/acl.h"

#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

using enum SetAclRequest::Action;

TEST(Acl, SetAclHasAMailboxAnIdentifierAndRights)
{
    EXPECT_EQ(
        parsed(parseSetAcl, "a setacl inbox bob lr"),
        (SetAclRequest{"INBOX", {"bob", false}, Replace, "lr"})
    );
    EXPECT_EQ(
        parsed(parseSetAcl, "a setacl x \"-bob@b\" +w"),
        (SetAclRequest{"x", {"-bob@b", true}, Add, "w"})
    );
    EXPECT_EQ(
        parsed(parseSetAcl, "a setacl x bob -"), (SetAclRequest{"x", {"bob", false}, Remove, ""})
    );
    EXPECT_EQ(
        parsed(parseSetAcl, "a setacl x bob \"\""), (SetAclRequest{"x", {"bob", false}, Replace, ""})
    );
    EXPECT_EQ(errorOf(parseSetAcl, "a setacl"), "expected a mailbox name after SETACL");
    EXPECT_EQ(errorOf(parseSetAcl, "a setacl x"), "expected an identifier after the mailbox name");
    EXPECT_EQ(errorOf(parseSetAcl, "a setacl x \"\" l"), "expected an identifier that is not empty");
    EXPECT_EQ(errorOf(parseSetAcl, "a setacl x - l"), "expected an identifier that is not empty");
    EXPECT_EQ(
        errorOf(parseSetAcl, "a setacl x bob"),
        "expected rights such as lrs, +w or -t after the identifier"
    );
    EXPECT_NE(errorOf(parseSetAcl, "a setacl x bob l r"), "");
}

TEST(Acl, OthersHaveLess)
{
    const IdentifierRequest request{"x", {"-bob", true}};
    EXPECT_EQ(parsed(parseDeleteAcl, "a deleteacl x -bob"), request);
    EXPECT_EQ(parsed(parseListRights, "a listrights x -bob"), request);
    EXPECT_EQ(request.identifier.name(), "bob");
    EXPECT_EQ(parsed(parseGetAcl, "a getacl x")->mailbox, "x");
    EXPECT_EQ(parsed(parseMyRights, "a myrights x")->mailbox, "x");
    EXPECT_EQ(errorOf(parseMyRights, "a myrights"), "expected a mailbox name after MYRIGHTS");
    EXPECT_NE(errorOf(parseGetAcl, "a getacl x y"), "");
    EXPECT_NE(errorOf(parseDeleteAcl, "a deleteacl x"), "");
}

TEST(Acl, Answers)
{
    std::string out;
    Writer writer(out);
    formatAcl(writer, "my box", {{"a@b", "lr"}, {"-c@d", "w"}});
    formatListRights(writer, {"x", {"bob", false}}, "", "lr");
    formatListRights(writer, {"x", {"bob", false}}, "lr", "");
    formatMyRights(writer, "x", "lrw");
    EXPECT_EQ(
        out,
        "* ACL \"my box\" a@b lr -c@d w\r\n"
        "* LISTRIGHTS x bob \"\" l r\r\n"
        "* LISTRIGHTS x bob lr\r\n"
        "* MYRIGHTS x lrw\r\n"
    );
}

} // namespace postamt::imap::proto
