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

std::string repeated(std::string_view text, std::size_t times)
{
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

// The first KB is enough as a rule, and must then say the same as all of it.
TEST(Preview, IsThatOfTheWholeTextHoweverLong)
{
    const auto shown = [](std::string_view fields, const std::string& body) {
        const std::string message = std::string(fields) + "\r\n" + body;
        return preview(message, parse(message).parts);
    };
    const std::string utf8 = "Content-Type: text/plain; charset=utf-8\r\n";
    const std::string quoted = "Content-Transfer-Encoding: quoted-printable\r\n" + utf8;
    for (const std::size_t times : {20U, 100U, 120U, 1000U}) {
        SCOPED_TRACE(times);
        const std::size_t words = std::min<std::size_t>(times, 40); // 5 characters each
        EXPECT_EQ(
            shown("", repeated("abcd\r\n", times)),
            repeated("abcd ", words).substr(0, 5 * words - 1)
        );
        EXPECT_EQ(
            shown(
                utf8,
                repeated(
                    "\xc3\xbc"
                    "bcd\r\n",
                    times
                )
            ),
            repeated(
                "\xc3\xbc"
                "bcd ",
                words
            )
                .substr(0, 6 * words - 1)
        );
        EXPECT_EQ(
            shown(quoted, repeated("=C3=BCbc=\r\nd \r\n", times)),
            repeated(
                "\xc3\xbc"
                "bcd ",
                words
            )
                .substr(0, 6 * words - 1)
        );
        EXPECT_EQ(shown(utf8, repeated("> abcd\r\n", times) + "Hello"), "Hello");
        // Without a charset all of it tells what it is.
        const std::string guessed = repeated(
            "\xc3\xbc"
            "bcd\r\n",
            times
        );
        EXPECT_EQ(
            shown("", guessed),
            repeated(
                "\xc3\xbc"
                "bcd ",
                words
            )
                .substr(0, 6 * words - 1)
        );
        EXPECT_EQ(
            shown("", guessed + "\xfc").substr(0, 7),
            "\xc3\x83\xc2\xbc"
            "bcd"
        );
        // A CR ends a line only where there is no LF.
        const std::string carriage = repeated("> abcd\r", times);
        EXPECT_EQ(shown("", carriage + "Hello"), "Hello");
        EXPECT_EQ(shown("", carriage + "Hello\n"), "");
    }
    // What stands at the border must not be shown in half.
    for (std::size_t size = 1000; size < 1030; ++size) {
        const std::string gap(size, ' ');
        EXPECT_EQ(
            shown(utf8, "a\r\n" + gap + repeated("\xe2\x82\xac", 3000)),
            "a " + repeated("\xe2\x82\xac", 198)
        );
    }
}

} // namespace postamt::mime
