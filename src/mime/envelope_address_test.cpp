#include "mime/envelope_address.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

std::string shown(std::string_view header, EnvelopeField field = EnvelopeField::From)
{
    const auto summary = summarize(std::string(header) + "\r\n\r\nx\r\n");
    return firstDisplayName(summary.envelope, field);
}

} // namespace

TEST(EnvelopeAddress, isTheNameElseTheAddress)
{
    EXPECT_EQ(shown("From: Bob Baker <bob@example.org>"), "Bob Baker");
    EXPECT_EQ(shown("From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>"), "J\xc3\xbcrgen");
    EXPECT_EQ(shown("From: \"Say \\\"hi\\\"\" <j@example.org>"), "Say \"hi\"");
    EXPECT_EQ(shown("From: bob@example.org, Ann <a@example.org>"), "bob@example.org");
    EXPECT_EQ(shown("From: \"\" <bob@example.org>"), "bob@example.org");
    EXPECT_EQ(shown("From: The team: a@example.org;"), "The team");
    EXPECT_EQ(shown("From: bob"), "bob");
}

TEST(EnvelopeAddress, hasALocalPart)
{
    const auto local = [](std::string_view header, EnvelopeField field = EnvelopeField::From) {
        return firstLocalPart(summarize(std::string(header) + "\r\n\r\nx\r\n").envelope, field);
    };
    EXPECT_EQ(local("From: Bob Baker <Bob@example.org>, ann@example.org"), "Bob");
    EXPECT_EQ(local("From: \"b c\"@example.org"), "b c");
    EXPECT_EQ(local("From: bob"), "bob");
    EXPECT_EQ(local("From: J\xc3\xb6rg <j\xc3\xb6rg@example.org>"), "j\xc3\xb6rg");
    EXPECT_EQ(local("To: none:;, The team: a@b, c@d;", EnvelopeField::To), "a");
    EXPECT_EQ(local("From: none:;"), "");
    EXPECT_EQ(local("X: y"), "");
}

TEST(EnvelopeAddress, isFoundBehindTheOtherFields)
{
    const std::string header = "Subject: a \"quoted\" ( text\r\nDate: x\r\nFrom: a@b, c@d\r\n"
                               "Sender: s@t\r\nTo: Tom <t@u>, v@w";
    EXPECT_EQ(shown(header, EnvelopeField::To), "Tom");
    EXPECT_EQ(shown(header, EnvelopeField::Cc), "");
    EXPECT_EQ(
        shown("Subject: " + std::string(5000, 'x') + "\r\nTo: t@u", EnvelopeField::To), "t@u"
    );
    EXPECT_EQ(shown("X: y", EnvelopeField::From), "");
}

TEST(EnvelopeAddress, bearsWhatIsNoEnvelope)
{
    const std::string whole = summarize("From: A <a@b>\r\nTo: C <c@d>\r\n\r\n").envelope;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        for (const auto field : {EnvelopeField::From, EnvelopeField::To})
        {
            EXPECT_LE(firstDisplayName(whole.substr(0, size), field).size(), size);
            EXPECT_LE(firstLocalPart(whole.substr(0, size), field).size(), size);
        }
    }
    for (const auto* text : {"", "(", "(NIL NIL ((", "({99}\r\nx", "({}", "(\"\\", "x", "(((("})
    {
        EXPECT_EQ(firstDisplayName(text, EnvelopeField::From), "") << text;
        EXPECT_EQ(firstLocalPart(text, EnvelopeField::From), "") << text;
    }
}

} // namespace postamt::mime
