#include "imap/proto/parsed.h"
#include "imap/proto/store.h"

namespace postamt::imap::proto {

using Flags = std::vector<std::string>;

TEST(Store, SetsAddsAndRemoves)
{
    const auto replace = parsed(parseStore, "a store 1:* flags (\\seen work)");
    ASSERT_TRUE(replace);
    EXPECT_EQ(replace->action, StoreRequest::Action::Replace);
    EXPECT_EQ(replace->flags, (Flags{"\\Seen", "work"}));
    EXPECT_FALSE(replace->silent);
    EXPECT_EQ(parsed(parseStore, "a store 1 +flags ()")->action, StoreRequest::Action::Add);
    const auto remove
        = parsed(parseStore, "a uid store 1 (unchangedsince 12) -FLAGS.SILENT \\Deleted $Junk");
    ASSERT_TRUE(remove);
    EXPECT_EQ(remove->action, StoreRequest::Action::Remove);
    EXPECT_TRUE(remove->silent);
    EXPECT_EQ(remove->unchangedSince, 12U);
    EXPECT_EQ(remove->flags, (Flags{"\\Deleted", "$Junk"}));
    EXPECT_EQ(parsed(parseStore, "a store 1 flags (\\Recent \\Seen)")->flags, Flags{"\\Seen"});
    EXPECT_EQ(parsed(parseStore, "a store 1 (unchangedsince 0) flags ()")->unchangedSince, 0U);
}

TEST(Store, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseStore, "a STORE"), "expected a message set after STORE");
    EXPECT_EQ(
        errorOf(parseStore, "a STORE 1"),
        "expected FLAGS, +FLAGS or -FLAGS, with or without .SILENT after the message set"
    );
    EXPECT_EQ(
        errorOf(parseStore, "a STORE 1 FOO ()"),
        "expected FLAGS, +FLAGS or -FLAGS, with or without .SILENT"
    );
    EXPECT_EQ(
        errorOf(parseStore, "a STORE 1 FLAGS \\Foo"),
        "expected a flag: \\Seen, \\Answered, \\Flagged, \\Deleted, \\Draft or a keyword"
    );
    for (const auto* text :
         {"a STORE 1 FLAGS",
          "a STORE 1 FLAGS ",
          "a STORE 1 + FLAGS ()",
          "a STORE 1 FLAGS (\\Seen) x",
          "a STORE 1 (UNCHANGEDSINCE) FLAGS ()",
          "a STORE 1 (FOO 1) FLAGS ()",
          "a STORE 1 () FLAGS ()",
          "a STORE 1 FLAGS \\*"})
        EXPECT_NE(errorOf(parseStore, text), "none") << text;
}

TEST(Store, IsFormatted)
{
    for (const std::string text :
         {"STORE 1:* FLAGS (\\Seen Work)",
          "STORE $ +FLAGS.SILENT ()",
          "STORE 1 (UNCHANGEDSINCE 7) -FLAGS (a)"}) {
        const auto request = parsed(parseStore, "a " + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatStoreRequest(w, *request); }), text);
    }
}

} // namespace postamt::imap::proto
