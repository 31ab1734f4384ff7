#include "imap/proto/cancel_update.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(CancelUpdate, namesTags)
{
    const auto request = parsed(parseCancelUpdate, "a CANCELUPDATE \"b01\" \"C\"");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->tags, (std::vector<std::string>{"b01", "C"}));
    for (const auto* text :
         {"a CANCELUPDATE",
          "a CANCELUPDATE ",
          "a CANCELUPDATE b01",
          "a CANCELUPDATE \"b01\" ",
          "a CANCELUPDATE \"b01\"\"c\"",
          "a CANCELUPDATE \"b01"})
        EXPECT_NE(errorOf(parseCancelUpdate, text), "none") << text;
}

} // namespace postamt::imap::proto
