#include "imap/proto/lexer.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {

namespace {

std::string errorOf(const Lexer& lexer)
{
    const auto done = lexer.done();
    return done ? "" : done.error().text;
}

constexpr Dialect utf8{.utf8 = true};

} // namespace

TEST(Lexer, ReadsElements)
{
    Lexer lexer("a1 atom \"quo\\\"ted\" {3}\r\nl\rt a]b 42 NIL \"x\"");
    EXPECT_EQ(lexer.tag(), "a1");
    lexer.space();
    EXPECT_EQ(lexer.atom("an atom"), "atom");
    lexer.space();
    EXPECT_EQ(lexer.string("a string"), "quo\"ted");
    lexer.space();
    EXPECT_EQ(lexer.astring("a string"), "l\rt");
    lexer.space();
    EXPECT_EQ(lexer.astring("a string"), "a]b");
    lexer.space();
    EXPECT_EQ(lexer.number("a number"), 42U);
    lexer.space();
    EXPECT_EQ(lexer.nstring("a string"), std::nullopt);
    lexer.space();
    EXPECT_EQ(lexer.nstring("a string"), "x");
    lexer.end();
    EXPECT_EQ(errorOf(lexer), "");
}

TEST(Lexer, SaysWhatItExpectedAfterWhat)
{
    const auto after = [](std::string_view text, auto parse) {
        Lexer lexer(text);
        lexer.setBefore("STATUS");
        parse(lexer);
        return errorOf(lexer);
    };
    const auto mailboxAndEnd = [](Lexer& lexer) {
        lexer.space();
        lexer.mailbox();
        lexer.end();
    };
    EXPECT_EQ(after("", mailboxAndEnd), "expected a mailbox name after STATUS");
    EXPECT_EQ(after(" ", mailboxAndEnd), "expected a mailbox name after STATUS");
    EXPECT_EQ(after("x", mailboxAndEnd), "expected a space after STATUS");
    EXPECT_EQ(after(" (", mailboxAndEnd), "expected a mailbox name after STATUS");
    EXPECT_EQ(
        after(" INBOX x", mailboxAndEnd), "expected the end of the command after the mailbox name"
    );
    EXPECT_EQ(after("", [](Lexer& lexer) { lexer.space(); }), "expected an argument");
    EXPECT_EQ(
        after(
            " 1-Feb-2024x",
            [](Lexer& lexer) {
                lexer.space();
                lexer.date();
            }
        ),
        "expected a date such as 1-Feb-2024 after STATUS"
    );
}

TEST(Lexer, KeepsTheFirstError)
{
    Lexer lexer("(x");
    EXPECT_EQ(lexer.number("a number"), 0U);
    lexer.open("a list");
    EXPECT_EQ(lexer.atom("an atom"), "");
    EXPECT_FALSE(lexer.more());
    EXPECT_FALSE(lexer.present("("));
    EXPECT_EQ(lexer.peek(), '\0');
    lexer.fail(Error{Fault::No, "later", {}});
    EXPECT_EQ(errorOf(lexer), "expected a number");
    EXPECT_FALSE(lexer.result(1));
}

TEST(Lexer, RefusesNulEverywhere)
{
    using namespace std::string_literals;
    for (const auto& text : {"a\0b"s, "\"a\0b\""s, "{3}\r\na\0b"s, "\0"s}) {
        for (const auto dialect : {Dialect{}, utf8}) {
            Lexer lexer(text, dialect);
            lexer.astring("a string");
            lexer.end();
            EXPECT_FALSE(lexer.ok()) << text;
        }
    }
}

TEST(Lexer, RefusesEightBitsInQuotedUnlessUtf8IsOn)
{
    const std::string umlaut = "\"\xc3\xbc\"";
    Lexer plain(umlaut);
    plain.quoted("a string");
    EXPECT_EQ(errorOf(plain), "expected 7-bit text without NUL in a quoted string");
    Lexer accepted(umlaut, utf8);
    EXPECT_EQ(accepted.quoted("a string"), "\xc3\xbc");
    Lexer invalid("\"\xfc\"", utf8);
    invalid.quoted("a string");
    EXPECT_EQ(errorOf(invalid), "expected UTF-8 in a quoted string");
    Lexer literal("{1}\r\n\xfc");
    EXPECT_EQ(literal.string("a string"), "\xfc");
    Lexer atom("\xc3\xbc", utf8);
    atom.atom("an atom");
    EXPECT_FALSE(atom.ok());
}

TEST(Lexer, RefusesBrokenQuoted)
{
    for (const auto* text :
         {"\"", "\"abc", "\"a\\", "\"a\\\"", "\"a\\x\"", "\"a\rb\"", "\"a\nb\"", "abc"}) {
        Lexer lexer(text);
        EXPECT_EQ(lexer.quoted("a string"), "") << text;
        EXPECT_FALSE(lexer.ok()) << text;
    }
}

TEST(Lexer, RefusesBrokenLiterals)
{
    for (const auto* text :
         {"{", "{}", "{3}", "{3}\r\nab", "{18446744073709551615}\r\nab", "~{2}\r\nab", "{2}\nab"}) {
        Lexer lexer(text);
        EXPECT_EQ(lexer.literal("a string"), "") << text;
        EXPECT_FALSE(lexer.ok()) << text;
    }
    for (const auto* text : {"~{", "~{3}", "~{3}\r\nab", "~{18446744073709551615}\r\nab", "{2}\r\nab"}) {
        Lexer lexer(text);
        EXPECT_EQ(lexer.literal8("a value"), "") << text;
        EXPECT_FALSE(lexer.ok()) << text;
    }
    Lexer body("~{2+}\r\n)");
    EXPECT_EQ(body.literalHeader("a message"), (LiteralHeader{2, false, true}));
    EXPECT_EQ(body.rest(), ")");
}

TEST(Lexer, ReadsBinaryLiterals)
{
    Lexer lexer(std::string_view("~{3+}\r\na\0\xff ~{0}\r\nx", 18));
    EXPECT_EQ(lexer.literal8("a value"), std::string("a\0\xff", 3));
    lexer.space();
    EXPECT_EQ(lexer.literal8("a value"), "");
    EXPECT_TRUE(lexer.ok());
    lexer.space();
    EXPECT_EQ(errorOf(lexer), "expected a space after the value");
}

TEST(Lexer, LimitsNumbers)
{
    EXPECT_EQ(Lexer("4294967295").number("a number"), 4294967295U);
    EXPECT_EQ(Lexer("9223372036854775807").number64("a number"), 9223372036854775807U);
    EXPECT_EQ(Lexer("007").number64("a number"), 7U);
    Lexer big("4294967296");
    big.number("a number");
    EXPECT_FALSE(big.ok());
    for (const auto* text :
         {"9223372036854775808", "18446744073709551616", "99999999999999999999999"}) {
        Lexer huge(text);
        huge.number64("a number");
        EXPECT_FALSE(huge.ok()) << text;
    }
    Lexer zero("0");
    zero.nzNumber("a number");
    EXPECT_EQ(errorOf(zero), "expected a number above zero");
}

TEST(Lexer, ReadsListsWithoutRecursion)
{
    Lexer lexer("(\\seen Work $Junk) ()");
    EXPECT_EQ(lexer.flagList(), (std::vector<std::string>{"\\Seen", "Work", "$Junk"}));
    lexer.space();
    EXPECT_TRUE(lexer.flagList().empty());
    lexer.end();
    EXPECT_TRUE(lexer.ok());
    for (const auto* text :
         {"(",
          "(a",
          "(a ",
          "(a  b)",
          "( a)",
          "(a )",
          "(a(",
          "(\\Foo)",
          "(\\*)",
          "(\\)",
          "a",
          "(a\"b\")"}) {
        Lexer broken(text);
        broken.flagList();
        broken.end();
        EXPECT_FALSE(broken.ok()) << text;
    }
}

TEST(Lexer, LimitsDepth)
{
    for (const std::size_t depth : {49U, 50U, 51U, 1'000'000U}) {
        const std::string text(depth, '(');
        Lexer lexer(text);
        for (std::size_t i = 0; i < depth; ++i)
            lexer.open("a list");
        EXPECT_EQ(lexer.ok(), depth <= 50) << depth;
    }
    // what is closed counts no more
    std::string flat;
    for (int i = 0; i < 100; ++i)
        flat += "()";
    Lexer lexer(flat);
    for (int i = 0; i < 100; ++i) {
        lexer.open("a list");
        EXPECT_TRUE(lexer.presentClose());
    }
    EXPECT_TRUE(lexer.ok());
}

TEST(Lexer, LimitsElements)
{
    for (const std::size_t count : {19'998U, 19'999U, 20'000U}) {
        std::string text = "(a";
        for (std::size_t i = 1; i < count; ++i)
            text += " a";
        text += ")";
        Lexer lexer(text);
        lexer.flagList();
        EXPECT_EQ(lexer.ok(), count < 20'000) << count; // the list is an element, too
    }
}

TEST(Lexer, TakesWholeWordsOnly)
{
    Lexer lexer("RFC822.SIZE RFC822 body[1]");
    EXPECT_FALSE(lexer.present("RFC822"));
    EXPECT_TRUE(lexer.present("rfc822.size"));
    lexer.space();
    EXPECT_TRUE(lexer.present("RFC822"));
    lexer.space();
    EXPECT_TRUE(lexer.present("BODY"));
    EXPECT_TRUE(lexer.present("["));
    EXPECT_TRUE(lexer.ok());
}

TEST(Lexer, DecodesMailboxNames)
{
    EXPECT_EQ(Lexer("inbox").mailbox(), "INBOX");
    EXPECT_EQ(Lexer("inbox/").mailbox(), "INBOX");
    EXPECT_EQ(Lexer("a/").mailbox(), "a");
    EXPECT_EQ(Lexer("a//").mailbox(), "a//");
    EXPECT_EQ(Lexer("/").mailbox(), "/");
    EXPECT_EQ(Lexer("\"Entw&APw-rfe\"").mailbox(), "Entw\xc3\xbcrfe");
    EXPECT_EQ(Lexer("Entw&APw-rfe", utf8).mailbox(), "Entw&APw-rfe");
    EXPECT_EQ(Lexer("\"R&D\"", utf8).mailbox(), "R&D");
    EXPECT_EQ(Lexer("\"Entw\xc3\xbcrfe\"", utf8).mailbox(), "Entw\xc3\xbcrfe");
    EXPECT_EQ(Lexer("Entw&APw-rfe/%*").listMailbox(), "Entw\xc3\xbcrfe/%*");
    Lexer ampersand("R&D");
    ampersand.mailbox();
    EXPECT_EQ(
        errorOf(ampersand), "expected a mailbox name in modified UTF-7 (an ampersand is written &-)"
    );
    Lexer wildcard("a*");
    wildcard.mailbox();
    wildcard.end();
    EXPECT_FALSE(wildcard.ok());
    Lexer latin("{1}\r\n\xfc", utf8);
    latin.mailbox();
    EXPECT_EQ(errorOf(latin), "expected a mailbox name in UTF-8");
}

TEST(Lexer, ReadsSetsAndDates)
{
    Lexer lexer("1:*,7 \"1-Feb-1994\" 1-Feb-1994 \" 1-Feb-1994 00:00:00 +0100\"");
    EXPECT_EQ(lexer.sequenceSet(), *parseSequenceSet("1:*,7"));
    lexer.space();
    EXPECT_EQ(lexer.date(), (Date{1994, 2, 1}));
    lexer.space();
    EXPECT_EQ(lexer.date(), (Date{1994, 2, 1}));
    lexer.space();
    EXPECT_EQ(lexer.dateTime().zone, 60);
    lexer.end();
    EXPECT_TRUE(lexer.ok());
    for (const auto* text : {"", "0", "1,", "x", "1:x"}) {
        Lexer broken(text);
        broken.sequenceSet();
        broken.end();
        EXPECT_FALSE(broken.ok()) << text;
    }
}

} // namespace postamt::imap::proto
