#include "imap/proto/multisearch.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Multisearch, isReadAndWritten)
{
    for (const auto* text :
         {"ESEARCH UNSEEN",
          "ESEARCH RETURN (COUNT) UNSEEN",
          "ESEARCH IN (personal) ALL",
          "ESEARCH IN (mailboxes (a \"b c\") subtree (d) subtree-one (e) inboxes subscribed "
          "selected "
          "selected-delayed) RETURN (MIN) CHARSET UTF-8 FROM x"}) {
        const auto request = parsed(parseMultisearch, std::string("a ") + text);
        ASSERT_TRUE(request) << text << request.error().text;
        EXPECT_EQ(written([&](Writer& w) { formatMultisearchRequest(w, *request); }), text);
    }
    const auto request = parsed(parseMultisearch, "a esearch in (Mailboxes inbox/x SUBTREE b) all");
    ASSERT_TRUE(request);
    ASSERT_EQ(request->sources.size(), 2U);
    EXPECT_EQ(request->sources[0].mailboxes, std::vector<std::string>{"INBOX/x"});
    EXPECT_EQ(request->sources[1].type, MailboxFilterType::Subtree);
}

TEST(Multisearch, saysWhatItExpected)
{
    EXPECT_EQ(
        errorOf(parseMultisearch, "a ESEARCH IN (everywhere) ALL"),
        "expected which mailboxes, such as personal"
    );
    for (const auto* text :
         {"a ESEARCH",
          "a ESEARCH IN",
          "a ESEARCH IN ALL",
          "a ESEARCH IN () ALL",
          "a ESEARCH IN (personal)",
          "a ESEARCH IN (mailboxes) ALL",
          "a ESEARCH IN (mailboxes ()) ALL",
          "a ESEARCH IN (personal a) ALL",
          "a ESEARCH IN (personal ALL",
          "a ESEARCH RETURN (COUNT) IN (personal) ALL"})
        EXPECT_NE(errorOf(parseMultisearch, text), "none") << text;
}

} // namespace postamt::imap::proto
