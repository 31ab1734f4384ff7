#include "imap/proto/fetch_request.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

namespace {

std::vector<FetchItemType> types(std::string_view command)
{
    std::vector<FetchItemType> out;
    const auto request = parsed(parseFetch, command).value_or(FetchRequest{});
    for (const auto& item : request.items)
        out.push_back(item.type);
    return out;
}

} // namespace

TEST(Fetch, ExpandsMacros)
{
    using enum FetchItemType;
    EXPECT_EQ(types("a fetch 1 fast"), (std::vector{Flags, InternalDate, Rfc822Size}));
    EXPECT_EQ(types("a fetch 1 ALL"), (std::vector{Flags, InternalDate, Rfc822Size, Envelope}));
    EXPECT_EQ(
        types("a fetch 1 full"), (std::vector{Flags, InternalDate, Rfc822Size, Envelope, Body})
    );
    // a macro stands alone
    EXPECT_NE(errorOf(parseFetch, "a fetch 1 (all)"), "none");
}

TEST(Fetch, KnowsAllItems)
{
    using enum FetchItemType;
    EXPECT_EQ(
        types("a fetch 1:* (BINARY[1] BINARY.PEEK[] BINARY.SIZE[2] BODY BODY[] "
              "BODY.PEEK[1.TEXT]<0.10> "
              "BODYSTRUCTURE ENVELOPE FLAGS INTERNALDATE MODSEQ RFC822 RFC822.HEADER RFC822.SIZE "
              "RFC822.TEXT UID)"),
        (std::vector{
            Binary,
            Binary,
            BinarySize,
            Body,
            BodySection,
            BodySection,
            BodyStructure,
            Envelope,
            Flags,
            InternalDate,
            ModSeq,
            Rfc822,
            Rfc822Header,
            Rfc822Size,
            Rfc822Text,
            Uid
        })
    );
    EXPECT_EQ(types("a uid fetch 1 body.peek[header]"), std::vector{BodySection});
}

TEST(Fetch, KnowsWhatSetsSeen)
{
    const auto request = parsed(
        parseFetch,
        "a fetch 1 (BODY[] BODY.PEEK[] BINARY[1] BINARY.PEEK[1] BINARY.SIZE[1] RFC822 "
        "RFC822.HEADER RFC822.TEXT BODY)"
    );
    ASSERT_TRUE(request);
    std::vector<bool> seen;
    for (const auto& item : request->items)
        seen.push_back(setsSeen(item));
    EXPECT_EQ(seen, (std::vector<bool>{true, false, true, false, false, true, false, true, false}));
}

TEST(Fetch, HasModifiers)
{
    const auto request = parsed(parseFetch, "a uid fetch 1:* flags (changedsince 12345 vanished)");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->changedSince, 12345U);
    EXPECT_TRUE(request->vanished);
    EXPECT_EQ(parsed(parseFetch, "a fetch 1 flags (changedsince 0)")->changedSince, 0U);
    EXPECT_EQ(
        errorOf(parseFetch, "a fetch 1 flags (vanished)"), "expected CHANGEDSINCE with VANISHED"
    );
    EXPECT_EQ(
        errorOf(parseFetch, "a fetch 1 flags (foo)"),
        "expected CHANGEDSINCE, VANISHED or PARTIAL after the opening parenthesis"
    );
}

TEST(Fetch, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseFetch, "a FETCH"), "expected a message set after FETCH");
    EXPECT_EQ(
        errorOf(parseFetch, "a FETCH 1"),
        "expected an item to fetch such as FLAGS or BODY.PEEK[] after the message set"
    );
    EXPECT_EQ(
        errorOf(parseFetch, "a FETCH 1 FOO"),
        "expected an item to fetch such as FLAGS or BODY.PEEK[]"
    );
    EXPECT_EQ(
        errorOf(parseFetch, "a FETCH 1 BODY[]<0.0>"), "expected a number of bytes above zero"
    );
    EXPECT_EQ(errorOf(parseFetch, "a FETCH 1 BODY.PEEK"), "expected [ after the item to fetch");
    for (const auto* text :
         {"a FETCH 1 ()",
          "a FETCH 1 (FLAGS",
          "a FETCH 1 (FLAGS))",
          "a FETCH 1 FLAGS UID",
          "a FETCH 1 BODY[]<0>",
          "a FETCH 1 BODY[]<.1>",
          "a FETCH 1 BODY[]<0.1",
          "a FETCH 1 BODY <0.1>",
          "a FETCH 1 BINARY.SIZE[1]<0.1>",
          "a FETCH 1 BINARY[TEXT]",
          "a FETCH 1 FLAGS[]",
          "a FETCH 1 BODY[]<0.9223372036854775808>"})
        EXPECT_NE(errorOf(parseFetch, text), "none") << text;
}

TEST(Fetch, IsFormatted)
{
    for (const std::string text :
         {"FETCH 1:* (FLAGS UID)",
          "FETCH $ (BODY BODY[] BODY.PEEK[1.2.HEADER.FIELDS (From To)]<5.7> BINARY.PEEK[1]<0.9> "
          "BINARY.SIZE[])",
          "FETCH 1 (MODSEQ) (CHANGEDSINCE 5)",
          "FETCH 1 (MODSEQ) (CHANGEDSINCE 5 VANISHED)"}) {
        const auto request = parsed(parseFetch, "a " + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatFetchRequest(w, *request); }), text);
    }
}

TEST(Fetch, NamesItemsInResponses)
{
    const auto request
        = parsed(parseFetch, "a fetch 1 (BODY.PEEK[TEXT]<5.7> BINARY[1]<0.9> BODY rfc822)");
    ASSERT_TRUE(request);
    const auto names = written([&](Writer& w) {
        for (const auto& item : request->items) {
            formatFetchItemName(w, item);
            w.raw(' ');
        }
    });
    EXPECT_EQ(names, "BODY[TEXT]<5> BINARY[1]<0> BODY RFC822 ");
}

TEST(Fetch, MayBeLazyAboutPreviews)
{
    const auto request = parsed(parseFetch, "a FETCH 1 (PREVIEW (lazy) UID PREVIEW)");
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->items[0].lazy);
    EXPECT_FALSE(request->items[2].lazy);
    EXPECT_EQ(
        written([&](Writer& w) { formatFetchRequest(w, *request); }),
        "FETCH 1 (PREVIEW (LAZY) UID PREVIEW)"
    );
    EXPECT_TRUE(parsed(parseFetch, "a FETCH 1 PREVIEW (LAZY)")->items[0].lazy);
    EXPECT_EQ(parsed(parseFetch, "a FETCH 1 PREVIEW (CHANGEDSINCE 5)")->changedSince, 5U);
    for (const auto* text :
         {"a FETCH 1 PREVIEW ()",
          "a FETCH 1 PREVIEW (FUZZY)",
          "a FETCH 1 (PREVIEW (LAZY LAZY))",
          "a FETCH 1 UID (LAZY)"})
        EXPECT_FALSE(parsed(parseFetch, text)) << text;
}

} // namespace postamt::imap::proto
