#include "imap/proto/id.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Id, HasFields)
{
    EXPECT_TRUE(parsed(parseId, "a id nil")->empty());
    EXPECT_TRUE(parsed(parseId, "a id ()")->empty());
    const IdFields expected{
        {"name", "Thunderbird"},
        {"os",   std::nullopt }
    };
    EXPECT_EQ(*parsed(parseId, "a id (\"name\" \"Thunderbird\" \"os\" NIL)"), expected);
}

TEST(Id, RefusesTheRest)
{
    EXPECT_EQ(errorOf(parseId, "a id"), "expected NIL or a list of fields after ID");
    EXPECT_EQ(errorOf(parseId, "a id (\"name\")"), "expected a space after the field name");
    EXPECT_NE(errorOf(parseId, "a id (name x)"), "none");
}

TEST(Id, HasLimits)
{
    const auto command = [](std::size_t fields, std::size_t name, std::size_t value) {
        std::string text = "a id (";
        for (std::size_t i = 0; i < fields; ++i)
            text += (i > 0 ? " \"" : "\"") + std::string(name, 'n') + "\" \""
                + std::string(value, 'v') + '"';
        return text + ')';
    };
    EXPECT_TRUE(parsed(parseId, command(29, 29, 1023)));
    EXPECT_TRUE(parsed(parseId, command(30, 30, 1024)));
    EXPECT_FALSE(parsed(parseId, command(31, 1, 1)));
    EXPECT_FALSE(parsed(parseId, command(1, 31, 1)));
    EXPECT_FALSE(parsed(parseId, command(1, 1, 1025)));
}

TEST(Id, IsFormatted)
{
    EXPECT_EQ(written([](Writer& w) { formatId(w, {}); }), "* ID NIL\r\n");
    EXPECT_EQ(
        written([](Writer& w) {
            formatId(
                w,
                {
                    {"name", "Postamt"   },
                    {"os",   std::nullopt}
            }
            );
        }),
        "* ID (\"name\" \"Postamt\" \"os\" NIL)\r\n"
    );
}

} // namespace postamt::imap::proto
