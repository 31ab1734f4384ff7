#include "mime/parameter.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

std::string shown(std::string_view raw)
{
    const auto parsed = parseParameterized(raw);
    std::string out = parsed.value;
    for (const auto& [name, value] : parsed.parameters)
        out += " | " + name + '=' + value;
    return out;
}

std::string text(std::string_view raw, std::string_view name)
{
    return parameterText(parseParameterized(raw).parameters, name);
}

} // namespace

TEST(Parameter, ReadsContentType)
{
    EXPECT_EQ(
        shown(" Text/Plain; CHARSET=\"utf-8\"; format=flowed"),
        "text/plain | charset=utf-8 | format=flowed"
    );
    EXPECT_EQ(
        shown("text/plain (a (nested) comment); charset=us-ascii (Plain text)"),
        "text/plain | charset=us-ascii"
    );
    EXPECT_EQ(
        shown("multipart/mixed;\r\n\tboundary=\"a \\\" b\""), "multipart/mixed | boundary=a \" b"
    );
    EXPECT_EQ(shown("text / html;;  ; a = b;"), "text/html | a=b");
    EXPECT_EQ(shown("text/plain charset=utf-8"), "text/plain | charset=utf-8");
    EXPECT_EQ(
        shown("attachment; filename=My File.doc; size=3"),
        "attachment | filename=My File.doc | size=3"
    );
    EXPECT_EQ(shown("a/b; x=1; X=2; y"), "a/b | x=1 | y=");
    EXPECT_EQ(shown("a/b; x=\"unfinished; y=2"), "a/b | x=unfinished; y=2");
    EXPECT_EQ(shown("a/b; x=1 (unfinished; y=2"), "a/b | x=1 | unfinished= | y=2");
    EXPECT_EQ(shown(""), "");
    EXPECT_EQ(shown(std::string_view("a/b; x=\"\0\r\n\"", 12)), "a/b | x=");
}

TEST(Parameter, JoinsContinuations)
{
    EXPECT_EQ(shown("a/b; url*0=\"ftp://\"; url*1=\"x\""), "a/b | url=ftp://x");
    EXPECT_EQ(shown("a/b; url*1=x; url*0=\"ftp://\""), "a/b | url=ftp://x");
    EXPECT_EQ(
        shown("a/b; t*0*=us-ascii'en'a%20; t*1=\"b c\"; t*2*=%2A"),
        "a/b | t*=us-ascii'en'a%20b%20c%2A"
    );
    EXPECT_EQ(shown("a/b; t*0=a%; t*1*=%20"), "a/b | t*=''a%25%20");
    EXPECT_EQ(shown("a/b; t*0=a; t*2=c"), "a/b | t=a");
    EXPECT_EQ(shown("a/b; t*1=c"), "a/b");
    EXPECT_EQ(shown("a/b; t*0=a; t*0=x; t*1=b"), "a/b | t=ab");
    EXPECT_EQ(
        shown("a/b; t*0=a; t*99999999999999999999=b; t*=utf-8''x"), "a/b | t=a | t*=utf-8''x"
    );
}

TEST(Parameter, DecodesNames)
{
    EXPECT_EQ(
        text("a; filename*=iso-8859-1'de'%DCbung.doc; filename=x", "filename"),
        "\xc3\x9c"
        "bung.doc"
    );
    EXPECT_EQ(
        text("a; filename=\"=?utf-8?Q?=C3=9Cbung?=.doc\"", "filename"),
        "\xc3\x9c"
        "bung.doc"
    );
    EXPECT_EQ(
        text(
            "a; filename=\xdc"
            "bung",
            "filename"
        ),
        "\xc3\x9c"
        "bung"
    );
    EXPECT_EQ(text("a; filename*=%C3%9C%zz%", "filename"), "\xc3\x9c%zz%");
    EXPECT_EQ(text("a; filename*=''x", "filename"), "x");
    EXPECT_EQ(text("a", "filename"), "");
    const std::string name = "\xc3\x9c"
                             "b*'%( \".doc";
    EXPECT_EQ(text("a; filename*=" + extendedValue(name), "filename"), name);
}

TEST(Parameter, TheirNumberIsLimited)
{
    for (const std::size_t count :
         {ParameterizedValue::maxParameters - 1,
          ParameterizedValue::maxParameters,
          ParameterizedValue::maxParameters + 1}) {
        std::string plain = "a/b";
        std::string continued = "a/b";
        for (std::size_t i = 0; i < count; ++i) {
            plain += "; x" + std::to_string(i) + "=1";
            continued += "; x*" + std::to_string(i) + "=1";
        }
        const std::size_t expected = std::min(count, ParameterizedValue::maxParameters);
        EXPECT_EQ(parseParameterized(plain).parameters.size(), expected);
        EXPECT_EQ(parseParameterized(continued).parameters[0].value.size(), expected);
    }
}

TEST(Parameter, OpenCommentsAndQuotesCostNothing)
{
    for (const std::string_view piece : {"(", ";(", ";\"", ";a=(", "(;", ";a*0=(", "\\("}) {
        std::string text = "a/b";
        while (text.size() < 1U << 20)
            text += piece;
        EXPECT_EQ(parseParameterized(text).value.substr(0, 3), "a/b");
    }
}

} // namespace postamt::mime
