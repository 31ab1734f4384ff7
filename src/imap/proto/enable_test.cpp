#include "imap/proto/enable.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Enable, NamesCapabilities)
{
    EXPECT_EQ(
        *parsed(parseEnable, "a enable condstore UTF8=Accept"),
        (std::vector<std::string>{"CONDSTORE", "UTF8=ACCEPT"})
    );
    EXPECT_EQ(errorOf(parseEnable, "a enable"), "expected a capability after ENABLE");
    EXPECT_EQ(errorOf(parseEnable, "a enable x "), "expected a capability after the capability");
    EXPECT_EQ(errorOf(parseEnable, "a enable x(y"), "expected a space after the capability");
}

TEST(Enable, IsAnswered)
{
    EXPECT_EQ(written([](Writer& w) { formatEnabled(w, {}); }), "* ENABLED\r\n");
    EXPECT_EQ(written([](Writer& w) { formatEnabled(w, {"A", "B"}); }), "* ENABLED A B\r\n");
}

} // namespace postamt::imap::proto
