#include "imap/proto/capability.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Capability, IsFormatted)
{
    EXPECT_EQ(
        written([](Writer& w) { formatCapability(w, {"IMAP4rev1", "IDLE"}); }),
        "* CAPABILITY IMAP4rev1 IDLE\r\n"
    );
    EXPECT_EQ(capabilityCode({"IMAP4rev1"}), "CAPABILITY IMAP4rev1");
}

} // namespace postamt::imap::proto
