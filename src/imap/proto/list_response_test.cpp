#include "imap/proto/list_response.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(XlistResponse, NamesSpecialUsesAsOfOld)
{
    std::string out;
    Writer writer(out, {});
    formatXlistEntry(writer, {.attributes = {"\\HasNoChildren", "\\Junk"}, .mailbox = "Spam"});
    formatXlistEntry(writer, {.attributes = {"\\HasNoChildren", "\\Sent"}, .mailbox = "Sent"});
    formatXlistEntry(writer, {.attributes = {"\\HasChildren"}, .mailbox = "INBOX"});
    EXPECT_EQ(
        out,
        "* XLIST (\\HasNoChildren \\Spam) \"/\" Spam\r\n"
        "* XLIST (\\HasNoChildren \\Sent) \"/\" Sent\r\n"
        "* XLIST (\\HasChildren \\Inbox) \"/\" INBOX\r\n"
    );
}

TEST(ListResponse, TellsOfAMailbox)
{
    const ListEntry inbox{{"\\HasNoChildren"}, "INBOX", {}, {}};
    EXPECT_EQ(
        written([&](Writer& w) { formatListEntry(w, inbox); }),
        "* LIST (\\HasNoChildren) \"/\" INBOX\r\n"
    );
    EXPECT_EQ(
        written([&](Writer& w) { formatLsubEntry(w, inbox); }),
        "* LSUB (\\HasNoChildren) \"/\" INBOX\r\n"
    );
    const ListEntry umlaut{{}, "Entw\xc3\xbcrfe", {}, {}};
    EXPECT_EQ(
        written([&](Writer& w) { formatListEntry(w, umlaut); }), "* LIST () \"/\" Entw&APw-rfe\r\n"
    );
    EXPECT_EQ(
        written([&](Writer& w) { formatListEntry(w, umlaut); }, utf8Dialect),
        "* LIST () \"/\" \"Entw\xc3\xbcrfe\"\r\n"
    );
}

TEST(ListResponse, HasExtendedItems)
{
    const ListEntry entry{
        {"\\NonExistent", "\\Subscribed"},
        "a", {"SUBSCRIBED",    "SPECIAL-USE" },
        "b c"
    };
    EXPECT_EQ(
        written([&](Writer& w) { formatListEntry(w, entry); }),
        "* LIST (\\NonExistent \\Subscribed) \"/\" a (\"CHILDINFO\" (\"SUBSCRIBED\" "
        "\"SPECIAL-USE\") "
        "\"OLDNAME\" (\"b c\"))\r\n"
    );
    EXPECT_EQ(
        written([&](Writer& w) { formatListEntry(w, {{}, "a", {}, "b"}); }),
        "* LIST () \"/\" a (\"OLDNAME\" (b))\r\n"
    );
    EXPECT_EQ(
        written([&](Writer& w) { formatListEntry(w, {{}, "a", {"SUBSCRIBED"}, {}}); }),
        "* LIST () \"/\" a (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n"
    );
}

TEST(Namespace, IsPersonalOnly)
{
    std::string out;
    Writer writer(out);
    formatNamespace(writer, "Other Users/");
    EXPECT_EQ(out, "* NAMESPACE ((\"\" \"/\")) ((\"Other Users/\" \"/\")) NIL\r\n");
}

} // namespace postamt::imap::proto
