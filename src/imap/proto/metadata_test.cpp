#include "imap/proto/metadata.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

using namespace std::literals;
using enum MetadataDepth;

TEST(GetMetadata, NamesEntries)
{
    const auto one = parsed(parseGetMetadata, "a GETMETADATA inbox /shared/comment");
    ASSERT_TRUE(one);
    EXPECT_EQ(*one, (GetMetadataRequest{"INBOX", {{"/shared/comment"}, Zero, {}}}));
    const auto server = parsed(parseGetMetadata, "a getmetadata \"\" (/Shared/X \"/private\")");
    ASSERT_TRUE(server);
    EXPECT_EQ(*server, (GetMetadataRequest{"", {{"/Shared/X", "/private"}, Zero, {}}}));
}

TEST(GetMetadata, HasOptionsBeforeTheMailboxOrBehindIt)
{
    const GetMetadataRequest both{"x", {{"/shared"}, Infinity, 1024}};
    for (const auto* text :
         {"a GETMETADATA (MAXSIZE 1024 DEPTH infinity) x (/shared)",
          "a GETMETADATA x (depth INFINITY maxsize 1024) /shared"}) {
        const auto request = parsed(parseGetMetadata, text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(*request, both) << text;
        const auto again = written([&](Writer& w) { formatGetMetadataRequest(w, *request); });
        EXPECT_EQ(*parsed(parseGetMetadata, "a " + again), both) << again;
    }
    EXPECT_EQ(parsed(parseGetMetadata, "a GETMETADATA (DEPTH 1) x /shared")->wanted.depth, One);
    EXPECT_EQ(parsed(parseGetMetadata, "a GETMETADATA (MAXSIZE 0) x /shared")->wanted.maxSize, 0U);
}

TEST(GetMetadata, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseGetMetadata, "a GETMETADATA"), "expected a mailbox name after GETMETADATA");
    EXPECT_EQ(
        errorOf(parseGetMetadata, "a GETMETADATA x /comment"),
        "expected an entry such as /private/comment"
    );
    EXPECT_EQ(
        errorOf(parseGetMetadata, "a GETMETADATA (DEPTH 2) x /shared"), "expected 0, 1 or infinity"
    );
    EXPECT_EQ(
        errorOf(parseGetMetadata, "a GETMETADATA (SIZE 2) x /shared"),
        "expected an option: MAXSIZE or DEPTH"
    );
    for (const auto* entry :
         {"/shared/", "/shared//x", "shared", "\"/shared/*\"", "\"/shared/%\"",
          "/sharedx", "/privat/x", "\"\"", "()", "/"}) {
        EXPECT_NE(errorOf(parseGetMetadata, "a GETMETADATA x "s + entry), "none") << entry;
    }
    const std::string longest = "/shared/" + std::string(247, 'x');
    EXPECT_EQ(errorOf(parseGetMetadata, "a GETMETADATA x " + longest), "none");
    EXPECT_NE(errorOf(parseGetMetadata, "a GETMETADATA x " + longest + 'x'), "none");
    EXPECT_NE(errorOf(parseGetMetadata, "a GETMETADATA x /shared (DEPTH 1)"), "none");
    EXPECT_NE(errorOf(parseGetMetadata, "a GETMETADATA (DEPTH 1) x (DEPTH 1) /shared"), "none");
}

TEST(SetMetadata, HasValuesAndNil)
{
    const auto request = parsed(
        parseSetMetadata,
        "a SETMETADATA x (/shared/a \"v\" /private/b NIL /private/c {2+}\r\n\xff\n /private/d ~{3+}\r\n\0\1\2)"s
    );
    ASSERT_TRUE(request);
    EXPECT_EQ(
        *request,
        (SetMetadataRequest{
            "x",
            {{"/shared/a", "v"},
              {"/private/b", {}},
              {"/private/c", "\xff\n"},
              {"/private/d", "\0\1\2"s}}
    })
    );
    const auto text = written([&](Writer& w) { formatSetMetadataRequest(w, *request); });
    EXPECT_EQ(*parsed(parseSetMetadata, "a " + text), *request) << text;
}

TEST(SetMetadata, NamesEntriesWithBlanks)
{
    const auto request
        = parsed(parseSetMetadata, "a SETMETADATA x (\"/private/vendor/a b\" NIL)");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->values[0].entry, "/private/vendor/a b");
    EXPECT_EQ(
        written([](Writer& w) { formatChangedMetadata(w, "x", {"/shared/a b"}); }),
        "* METADATA x \"/shared/a b\"\r\n"
    );
}

TEST(SetMetadata, SaysWhatItExpected)
{
    EXPECT_EQ(
        errorOf(parseSetMetadata, "a SETMETADATA x (/shared NIL)"),
        "expected an entry below /private or /shared"
    );
    EXPECT_EQ(
        errorOf(parseSetMetadata, "a SETMETADATA x (/shared/a NIL /SHARED/A \"\")"),
        "expected each entry once"
    );
    for (const auto* wrong :
         {"x", "x /shared/a NIL", "x ()", "x (/shared/a)", "x (/shared/a v)", "x (/shared/a ~{9+}\r\nx)", "x (/shared/a ~{1+}\r\nxy)",
          "x (\"/shared/a\x1f\" NIL)", "x (\"/shared/a\x7f\" NIL)", "x (\"/shared/a%\" NIL)",
          "x (/shared/a NIL) y", "x (/shared/a NIL /shared/b)"}) {
        EXPECT_NE(errorOf(parseSetMetadata, "a SETMETADATA "s + wrong), "none") << wrong;
    }
}

TEST(Metadata, IsTold)
{
    EXPECT_EQ(
        written([](Writer& w) {
            formatMetadata(w, "J\xc3\xb6rg", {{"/shared/a", "x y"}, {"/private/b", {}}});
        }),
        "* METADATA J&APY-rg (/shared/a \"x y\" /private/b NIL)\r\n"
    );
    EXPECT_EQ(
        written([](Writer& w) { formatMetadata(w, "", {{"/shared/a", "\0"s}}); }),
        "* METADATA \"\" (/shared/a ~{1}\r\n\0)\r\n"s
    );
    EXPECT_EQ(
        written([](Writer& w) { formatChangedMetadata(w, "x", {"/shared/a", "/private/b"}); }),
        "* METADATA x /shared/a /private/b\r\n"
    );
}

} // namespace postamt::imap::proto
