#include "imap/proto/list.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(List, IsBasic)
{
    const auto request = parsed(parseList, "a list \"\" Entw&APw-rfe/%");
    ASSERT_TRUE(request);
    EXPECT_FALSE(request->extended);
    EXPECT_EQ(request->reference, "");
    EXPECT_EQ(request->patterns, std::vector<std::string>{"Entw\xc3\xbcrfe/%"});
    EXPECT_EQ(parsed(parseList, "a list inbox/ \"\"")->reference, "INBOX/");
    EXPECT_EQ(parsed(parseList, "a list \"\" {1}\r\n*")->patterns.front(), "*");
}

TEST(List, IsExtended)
{
    const auto request = parsed(
        parseList,
        "a list (subscribed recursivematch remote special-use) \"\" (% \"Sent/*\") "
        "return (children subscribed special-use status (messages unseen))"
    );
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->extended);
    EXPECT_EQ(request->selection, (ListSelection{true, true, true, true}));
    EXPECT_EQ(request->patterns, (std::vector<std::string>{"%", "Sent/*"}));
    EXPECT_TRUE(
        request->returns.children && request->returns.subscribed && request->returns.specialUse
    );
    EXPECT_EQ(request->returns.status, (std::vector{StatusItem::Messages, StatusItem::Unseen}));
    EXPECT_TRUE(parsed(parseList, "a list () \"\" *")->extended);
    EXPECT_TRUE(parsed(parseList, "a list \"\" * return ()")->extended);
    EXPECT_TRUE(parsed(parseList, "a list \"\" (*)")->extended);
}

TEST(List, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseList, "a LIST"), "expected a reference name after LIST");
    EXPECT_EQ(
        errorOf(parseList, "a LIST \"\""), "expected a mailbox pattern after the reference name"
    );
    EXPECT_EQ(
        errorOf(parseList, "a LIST \"\" ()"),
        "expected a mailbox pattern after the opening parenthesis"
    );
    EXPECT_EQ(
        errorOf(parseList, "a LIST (FOO) \"\" *"),
        "expected a selection option: SUBSCRIBED, REMOTE, RECURSIVEMATCH or SPECIAL-USE"
    );
    EXPECT_EQ(
        errorOf(parseList, "a LIST (RECURSIVEMATCH REMOTE) \"\" *"),
        "expected SUBSCRIBED or SPECIAL-USE with RECURSIVEMATCH"
    );
    EXPECT_EQ(
        errorOf(parseList, "a LIST \"\" * RETURN (FOO)"),
        "expected a return option: SUBSCRIBED, CHILDREN, METADATA, MYRIGHTS, SPECIAL-USE or STATUS"
    );
    EXPECT_EQ(errorOf(parseList, "a LIST \"\" * FOO"), "expected RETURN after the mailbox pattern");
    EXPECT_EQ(
        errorOf(parseList, "a LIST \"\" * RETURN (STATUS)"),
        "expected a space after the return option"
    );
}

TEST(List, IsFormatted)
{
    for (const std::string text :
         {"LIST \"\" \"*\"",
          "LIST INBOX/ \"Entw&APw-rfe/%\"",
          "LIST () \"\" (\"%\" x) RETURN ()",
          "LIST (RECURSIVEMATCH SUBSCRIBED) \"\" (\"*\") RETURN (CHILDREN STATUS (MESSAGES))",
          "LIST () \"\" (\"%\") RETURN (SPECIAL-USE METADATA (/shared/comment))",
          "LIST () \"\" (\"%\") RETURN (STATUS (SIZE) METADATA (MAXSIZE 9 DEPTH 1) (/shared /private))"}) {
        const auto request = parsed(parseList, "a " + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatListRequest(w, *request); }), text);
    }
}

TEST(Lsub, IsBasicOnly)
{
    EXPECT_EQ(parsed(parseLsub, "a lsub \"\" *")->patterns.front(), "*");
    EXPECT_NE(errorOf(parseLsub, "a lsub \"\" (*)"), "none");
    EXPECT_NE(errorOf(parseLsub, "a lsub \"\" * return ()"), "none");
}

} // namespace postamt::imap::proto
