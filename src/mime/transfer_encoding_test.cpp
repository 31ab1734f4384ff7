#include "mime/transfer_encoding.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

std::string qp(std::string_view text)
{
    return decodeTransfer(text, Encoding::QuotedPrintable);
}

std::string base64(std::string_view text)
{
    return decodeTransfer(text, Encoding::Base64);
}

} // namespace

TEST(TransferEncoding, IsReadFromItsField)
{
    EXPECT_EQ(parseEncoding(""), Encoding::SevenBit);
    EXPECT_EQ(parseEncoding(" BASE64 \r\n"), Encoding::Base64);
    EXPECT_EQ(parseEncoding("Quoted-Printable (comment)"), Encoding::QuotedPrintable);
    EXPECT_EQ(parseEncoding("\"8bit\""), Encoding::EightBit);
    EXPECT_EQ(parseEncoding("binary;"), Encoding::Binary);
    EXPECT_EQ(parseEncoding("x-uuencode"), Encoding::Unknown);
}

TEST(TransferEncoding, Base64IsTolerant)
{
    EXPECT_EQ(base64("SGVs\r\nbG8="), "Hello");
    EXPECT_EQ(base64("SGVsbG8"), "Hello");
    EXPECT_EQ(base64("S*G V\xffs-bG8==="), "Hello");
    EXPECT_EQ(base64("SGVsbG8=SGVsbG8="), "HelloHello");
    EXPECT_EQ(base64("S"), "");
    EXPECT_EQ(base64(""), "");
}

TEST(TransferEncoding, QuotedPrintableIsTolerant)
{
    EXPECT_EQ(qp("a=3Db=3dc"), "a=b=c");
    EXPECT_EQ(qp("soft=\r\nbreak=\nand= \t\r\nblank=\rCR"), "softbreakandblankCR");
    EXPECT_EQ(qp("blanks  \t\r\nend \nlast  "), "blanks\r\nend\nlast");
    EXPECT_EQ(qp("=zz =4 =\xff==41="), "=zz =4 =\xff=A");
    EXPECT_EQ(qp("=4"), "=4");
    EXPECT_EQ(qp("= x"), "= x");
}

TEST(TransferEncoding, AnySplitGivesTheSame)
{
    const std::string_view text = "a=3D  \r\nb=\r\nc= \r\nd=4=41=\te SGVsbG8= \r=\rx";
    for (const Encoding encoding :
         {Encoding::Base64, Encoding::QuotedPrintable, Encoding::EightBit}) {
        const std::string whole = decodeTransfer(text, encoding);
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            TransferDecoder decoder(encoding);
            std::string out;
            decoder.feed(text.substr(0, cut), out);
            decoder.feed(text.substr(cut), out);
            decoder.finish(out);
            EXPECT_EQ(out, whole) << cut;
        }
    }
}

TEST(TransferEncoding, WhatNobodyKnowsIsAnError)
{
    EXPECT_EQ(decodeBinary("SGVsbG8=", Encoding::Base64).value(), "Hello");
    const auto unknown = decodeBinary("x", Encoding::Unknown);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, "UNKNOWN-CTE");
    EXPECT_EQ(unknown.error().fault, Fault::No);
}

TEST(TransferEncoding, EncodersKeepTheirLines)
{
    std::string text = "From here\r\n.\r\ntrailing \r\nGr\xc3\xbc\xc3\x9f"
                       "e = \t\r\n"
        + std::string(200, 'x') + "\r\n \x01";
    const std::string encoded = encodeQuotedPrintable(text);
    EXPECT_EQ(qp(encoded), text);
    const std::string coded64 = encodeBase64Lines(text);
    EXPECT_EQ(base64(coded64), text);
    for (const std::string& lines : {encoded, coded64}) {
        for (std::size_t begin = 0; begin < lines.size();) {
            const std::size_t end = std::min(lines.find("\r\n", begin), lines.size());
            EXPECT_LE(end - begin, 76U);
            begin = end + 2;
        }
    }
    EXPECT_EQ(encodeQuotedPrintable("a\nb"), "a\r\nb");
}

} // namespace postamt::mime
