#include "imap/proto/message_response.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(MessageResponse, TellsOfChanges)
{
    const auto text = written([](Writer& writer) {
        formatExists(writer, 23);
        formatRecent(writer, 0);
        formatExpunge(writer, 4294967295);
        formatVanished(
            writer,
            NumberSet({
                {1, 3},
                {5, 5}
        }),
            false
        );
        formatVanished(
            writer,
            NumberSet({
                {7, 7}
        }),
            true
        );
        formatVanished(writer, NumberSet(), true);
        formatFlags(writer, std::vector<std::string>{"\\Seen", "Work"});
    });
    EXPECT_EQ(
        text,
        "* 23 EXISTS\r\n* 0 RECENT\r\n* 4294967295 EXPUNGE\r\n* VANISHED 1:3,5\r\n* VANISHED "
        "(EARLIER) 7\r\n"
        "* FLAGS (\\Seen Work)\r\n"
    );
}

} // namespace postamt::imap::proto
