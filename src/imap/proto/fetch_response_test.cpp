#include "imap/proto/fetch_response.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(FetchResponse, HasItems)
{
    const auto text = written([](Writer& writer) {
        FetchWriter fetch(writer, FetchSubject{7});
        fetch.uid(12);
        fetch.flags(std::vector<std::string_view>{"\\Seen", "Work"});
        fetch.internalDate({0, 0});
        fetch.size(4294967296);
        fetch.modSeq(9);
        fetch.rendered(FetchItemType::Envelope, "(NIL)");
        fetch.rendered(FetchItemType::Body, "(\"TEXT\")");
        fetch.rendered(FetchItemType::BodyStructure, "()");
        fetch.end();
    });
    EXPECT_EQ(
        text,
        "* 7 FETCH (UID 12 FLAGS (\\Seen Work) INTERNALDATE \" 1-Jan-1970 00:00:00 +0000\" "
        "RFC822.SIZE 4294967296 MODSEQ (9) ENVELOPE (NIL) BODY (\"TEXT\") BODYSTRUCTURE ())\r\n"
    );
}

TEST(FetchResponse, HasSections)
{
    const auto request = parsed(
        parseFetch, "a fetch 1 (BODY.PEEK[TEXT]<0.5> BINARY[1] BINARY.SIZE[1] BODY[9] RFC822)"
    );
    ASSERT_TRUE(request);
    const auto& items = request->items;
    const auto text = written([&](Writer& writer) {
        FetchWriter fetch(writer, FetchSubject{1});
        fetch.literal(items[0], 5);
        writer.raw("hello");
        fetch.literal(items[1], 1, true);
        writer.raw(std::string_view("\0", 1));
        fetch.number(items[2], 1);
        fetch.nil(items[3]);
        fetch.literal(items[4], 0);
        fetch.end();
    });
    using namespace std::string_literals;
    EXPECT_EQ(
        text,
        "* 1 FETCH (BODY[TEXT]<0> {5}\r\nhello BINARY[1] ~{1}\r\n\0 BINARY.SIZE[1] 1 BODY[9] NIL RFC822 {0}\r\n)\r\n"s
    );
}

TEST(FetchResponse, HasSectionsWhoseNamesWereWrittenBefore)
{
    const auto text = written([](Writer& writer) {
        FetchWriter fetch(writer, FetchSubject{2});
        fetch.literal("BODY[TEXT]<0>", 5);
        writer.raw("hello");
        fetch.literal("RFC822", 0);
        fetch.end();
    });
    EXPECT_EQ(text, "* 2 FETCH (BODY[TEXT]<0> {5}\r\nhello RFC822 {0}\r\n)\r\n");
}

} // namespace postamt::imap::proto
