#include "base/ascii.h"
#include "mime/preview.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

namespace postamt::mime {

TEST(ImapString, IsQuotedOrALiteral)
{
    const auto shown = [](std::string_view text) {
        std::string out;
        appendImapString(out, text);
        return out;
    };
    for (int c = 0; c < 256; ++c) {
        const std::string text(1, static_cast<char>(c));
        const std::string expected = c == '\r' || c == '\n' ? "{1}\r\n" + text
            : c == '"' || c == '\\'                         ? "\"\\" + text + '"'
            : c == 0                                        ? "\" \""
                                                            : '"' + text + '"';
        EXPECT_EQ(shown(text), expected) << c;
    }
    EXPECT_EQ(shown(""), "\"\"");
    EXPECT_EQ(shown(std::string(1000, 'x')).size(), 1002U);
    EXPECT_EQ(shown(std::string(1001, 'x')), "{1001}\r\n" + std::string(1001, 'x'));
    EXPECT_EQ(shown(std::string_view("\0\n", 2)), "{2}\r\n \n");
}

TEST(Summary, RenderedTextIsAsciiOrUtf8)
{
    const Summary plain = summarize("Subject: a\r\n\r\nGr\xc3\xbc\xc3\x9f"
                                    "e");
    EXPECT_EQ(plain.envelopeUtf8, "");
    EXPECT_EQ(plain.bodyUtf8.extended, "");
    const std::string record
        = encode(summarize("Subject: \xfc\r\nContent-Description: \xc3\xbc\r\n\r\n"));
    const auto view = decode(record).value();
    EXPECT_TRUE(isAscii(view.envelope(Form::Ascii)));
    EXPECT_TRUE(isAscii(view.bodyStructure(Form::Ascii)));
    EXPECT_TRUE(view.envelope(Form::Utf8).contains("\"\xc3\xbc\""));
    EXPECT_TRUE(view.bodyStructure(Form::Utf8).contains("\"\xc3\xbc\""));
    EXPECT_TRUE(view.body(Form::Utf8).contains("\"\xc3\xbc\""));
}

TEST(Summary, RecordIsReadWhereItLies)
{
    const std::string record
        = encode(summarize("From: a@b\r\nSubject: x\r\nReferences: <1@a> <2@b>\r\n\r\nbody"));
    const auto view = decode(record).value();
    const auto envelope = view.envelope(Form::Ascii);
    EXPECT_GE(envelope.data(), record.data());
    EXPECT_LE(envelope.data() + envelope.size(), record.data() + record.size());
    EXPECT_EQ(view.size(), 54U);
    EXPECT_EQ(view.bodyBegin(), 50U);
    EXPECT_EQ(view.references(), (std::vector<std::string_view>{"1@a", "2@b"}));
    EXPECT_EQ(view.parts().value().size(), 1U);
    EXPECT_FALSE(view.sent());
    EXPECT_LT(record.size(), 400U);
}

TEST(Summary, ADamagedRecordIsAnErrorNotACrash)
{
    const std::string record = encode(summarize(
        "Date: 1 Jul 2025 10:00\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx"
    ));
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(decode(std::string_view(record).substr(0, size)));
    EXPECT_FALSE(decode(record + 'x'));
    EXPECT_FALSE(decode('\x03' + record.substr(1)));
    for (std::size_t i = 0; i < record.size(); ++i) {
        for (const unsigned bit : {1U, 0x10U, 0x80U}) {
            std::string damaged = record;
            damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ bit);
            if (const auto view = decode(damaged)) {
                static_cast<void>(view->toSummary());
                static_cast<void>(view->body(Form::Ascii));
            }
        }
    }
}

TEST(Summary, LongTextsAreCutAndSaySo)
{
    for (const std::size_t size : {8191U, 8192U, 8193U}) {
        const Summary summary = summarize("Subject: " + std::string(size, 'x') + "\r\n\r\n");
        EXPECT_EQ(summary.subject.size(), std::min<std::size_t>(size, 8192));
        EXPECT_EQ(summary.isCut, size > 8192);
    }
    std::string to = "To: ";
    for (int i = 0; i < 20'000; ++i)
        to += "a@b,";
    const Summary summary = summarize(to + "\r\n\r\n");
    EXPECT_TRUE(summary.isCut);
    EXPECT_EQ(summary.to.size(), 8192U);
    // The envelope stops at its budget of addresses.
    EXPECT_LT(summary.envelope.size(), 10'001U * 18);
    EXPECT_GT(summary.envelope.size(), 9'999U * 17);
}

TEST(Preview, ShowsTheFirstText)
{
    const auto shown
        = [](const std::string& message) { return preview(message, parse(message).parts); };
    EXPECT_EQ(shown("a: b\n\n> quoted\n>> more\nHello\n\n  world\xc2\xa0!\n"), "Hello world !");
    EXPECT_EQ(shown("Content-Type: image/png\n\nx"), "");
    EXPECT_EQ(shown("Content-Disposition: attachment\n\nx"), "");
    EXPECT_EQ(shown("Content-Type: text/html\n\n<p>a\xe2\x80\x8b</p>&shy;<p>b"), "a b");
    EXPECT_EQ(shown("a: b\n\n"), "");
    for (const std::size_t size : {199U, 200U, 201U}) {
        EXPECT_EQ(
            shown("a: b\n\n" + std::string(size, 'x')).size(), std::min<std::size_t>(size, 200)
        );
        EXPECT_EQ(shown("a: b\n\n" + std::string(199, 'x') + " y").size(), 199U);
    }
    const std::string mixed
        = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n\n--b\n\nsecond\n--b--";
    EXPECT_EQ(shown(mixed), "second");
}

} // namespace postamt::mime
