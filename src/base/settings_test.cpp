#include "base/settings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace postamt {
namespace {

std::string errorOf(std::string_view toml)
{
    const auto parsed = parseSettings(toml);
    return parsed ? "" : parsed.error().text;
}

TEST(Settings, theTableIsSound)
{
    std::set<std::string_view> keys;
    std::set<std::string_view> sections;
    std::string_view section;
    for (const auto& row : settings::table) {
        EXPECT_TRUE(keys.insert(row.key).second) << row.key;
        EXPECT_EQ(std::ranges::count(row.key, '.'), 1) << row.key;
        if (row.section() != section) {
            EXPECT_TRUE(sections.insert(row.section()).second) << "not in one place: " << row.key;
        }
        section = row.section();
        EXPECT_TRUE(row.sentence.ends_with('.')) << row.key;
        EXPECT_EQ(row.sentence.find_first_of("|\n"), std::string_view::npos) << row.key;
        if (row.type == SettingType::Integer) {
            EXPECT_GE(row.number, row.least) << row.key;
            EXPECT_LE(row.number, row.most) << row.key;
        }
    }
}

TEST(Settings, anEmptyFileGivesTheDefaults)
{
    const auto parsed = parseSettings("");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, Settings());
    EXPECT_EQ(parsed->port("imaps.port"), 993);
    EXPECT_EQ(parsed->text("mail.subaddress_separator"), "+");
    EXPECT_EQ(parsed->list("server.listen"), (std::vector<std::string>{"0.0.0.0", "::"}));
}

TEST(Settings, valuesAreRead)
{
    const auto parsed = parseSettings(R"(
imap.port = 20143
[server]
hostname = "mail.example.org"
listen = ["127.0.0.1"]
[mail]
message_bytes = 1_000_000
)");
    ASSERT_TRUE(parsed) << errorOf("");
    EXPECT_EQ(parsed->port("imap.port"), 20143);
    EXPECT_EQ(parsed->text("server.hostname"), "mail.example.org");
    EXPECT_EQ(parsed->list("server.listen"), std::vector<std::string>{"127.0.0.1"});
    EXPECT_EQ(parsed->number("mail.message_bytes"), 1'000'000);
}

TEST(Settings, strangeCharactersAreRefused)
{
    const std::string why = "a character that can only stand in a string or not at all";
    EXPECT_EQ(errorOf(std::string_view("[\0b\0", 4)), "line 1: " + why);
    EXPECT_EQ(errorOf("[imap]\nst\xc3\xb6rung = 1\n"), "line 2: " + why);
    EXPECT_EQ(errorOf("[imap]\nport = 1\xc3\xb6\n"), "line 2: " + why);
    EXPECT_EQ(errorOf("d\xcc\xa3=1"), "line 1: " + why);
    EXPECT_EQ(errorOf("[imap]\rport = 1\n"), "line 1: " + why);
    EXPECT_EQ(errorOf("# \xf7\n"), "line 1: this is not UTF-8");
    EXPECT_EQ(
        errorOf("# J\xc3\xb6rg's\r\n[mail]\r\nsubaddress_separator = \"+\" # \xc3\xb6\r\n"), ""
    );
}

TEST(Settings, brokenTablesAreRefused)
{
    for (const std::string toml :
         {"[[[[", "[[", "[", "[]", "[[]]", "[a", "[.", "[a.", "= 1", "a.=1"})
        EXPECT_TRUE(errorOf(toml).starts_with("line 1: ")) << toml << errorOf(toml);
}

TEST(Settings, charactersInStringsAreNotStrange)
{
    const auto isStrange = [](std::string_view toml) {
        return errorOf(toml).find("a character that") != std::string::npos;
    };
    EXPECT_FALSE(isStrange("a = \"\xc3\xb6 # \\\" \\\\\"\n"));
    EXPECT_FALSE(isStrange("a = '\xc3\xb6 # \\'\n"));
    EXPECT_FALSE(isStrange("a = \"\"\"\xc3\xb6 \"\n\xc3\xb6\\\"\"\"\"\n"));
    EXPECT_FALSE(isStrange("a = '''\xc3\xb6 '\n\xc3\xb6'''\n"));
    EXPECT_TRUE(isStrange("a = \"\"\"long\"\"\"\" \xc3\xb6\n"));
    EXPECT_TRUE(isStrange("a = \"\\\"\"\n\xc3\xb6 = 1\n"));
    EXPECT_TRUE(isStrange("a = '\\'\n\xc3\xb6 = 1\n"));
    EXPECT_TRUE(isStrange("a = \"\"\n\xc3\xb6 = 1\n"));
    EXPECT_TRUE(isStrange("a = \"open\n\xc3\xb6 = 1\n"));
    EXPECT_TRUE(isStrange("a = \"\"\"long\"\"\"\n\xc3\xb6 = 1\n"));
}

TEST(Settings, numbersAreHeldToTheirRange)
{
    EXPECT_EQ(errorOf("[imap]\nport = 0\n"), "");
    EXPECT_EQ(errorOf("[imap]\nport = 65535\n"), "");
    EXPECT_EQ(
        errorOf("[imap]\nport = 65536\n"),
        "line 2: imap.port must be a whole number from 0 to 65535"
    );
    EXPECT_EQ(
        errorOf("[imap]\n\nport = -1\n"), "line 3: imap.port must be a whole number from 0 to 65535"
    );
    EXPECT_EQ(
        errorOf("[smtp]\nidle_timeout = 9\n"),
        "line 2: smtp.idle_timeout must be a whole number of seconds from 10 to 86400"
    );
}

TEST(Settings, mistakesAreNamed)
{
    EXPECT_EQ(
        errorOf("[pop3]\nprot = 1\n"),
        "line 2: there is no setting pop3.prot; [pop3] has port, idle_timeout, "
        "expire, login_delay, session_messages"
    );
    EXPECT_EQ(
        errorOf("[pop4]\nport = 1\n"), "line 2: there is no section [pop4]; see docs/settings.md"
    );
    EXPECT_EQ(errorOf("port = 1\n"), "line 1: port must stand in a section such as [imap]");
    EXPECT_EQ(
        errorOf("[imap]\nport = \"143\"\n"),
        "line 2: imap.port must be a whole number from 0 to 65535"
    );
    EXPECT_EQ(
        errorOf("[imap]\nport = 1.5\n"), "line 2: imap.port must be a whole number from 0 to 65535"
    );
    EXPECT_EQ(
        errorOf("[relay]\ntls = \"maybe\"\n"),
        "line 2: relay.tls must be one of \"none\", \"starttls\", \"implicit\""
    );
    EXPECT_EQ(
        errorOf("[server]\nlisten = [1]\n"),
        "line 2: server.listen must be a list of texts in quotes, such as [\"a\", \"b\"]"
    );
    EXPECT_EQ(
        errorOf("[server]\nhostname = 1\n"), "line 2: server.hostname must be a text in quotes"
    );
    EXPECT_EQ(
        errorOf("[imap.port]\nx = 1\n"), "line 1: imap.port must be a whole number from 0 to 65535"
    );
    EXPECT_TRUE(errorOf("[imap\nport = 1\n").starts_with("line 1: "));
    EXPECT_TRUE(errorOf("[imap]\nport = 1\nport = 2\n").starts_with("line 3: "));
    EXPECT_TRUE(errorOf("[imap]\nport = \"\xff\"").starts_with("line 2: "));
}

TEST(Settings, setByName)
{
    Settings values;
    EXPECT_TRUE(values.set("imap.port", std::int64_t{7}));
    EXPECT_EQ(values.port("imap.port"), 7);
    EXPECT_FALSE(values.set("imap.port", std::int64_t{70000}));
    EXPECT_FALSE(values.set("imap.port", std::string("7")));
    EXPECT_FALSE(values.set("nothing", std::int64_t{7}));
    EXPECT_EQ(values.port("imap.port"), 7);
}

TEST(Settings, theFileIsReadBack)
{
    Settings values;
    EXPECT_EQ(*parseSettings(settingsFile(values)), values);
    ASSERT_TRUE(values.set("server.hostname", std::string("a\"b\\c\nd")));
    ASSERT_TRUE(values.set("server.listen", std::vector<std::string>{"127.0.0.1", "::1"}));
    ASSERT_TRUE(values.set("imap.port", std::int64_t{20143}));
    const auto file = settingsFile(values);
    EXPECT_EQ(*parseSettings(file), values);
    EXPECT_NE(file.find("\nport = 20143\n"), std::string::npos);
    EXPECT_NE(file.find("\n#port = 993\n"), std::string::npos);
    EXPECT_NE(file.find("default 52428800 (50 MB); reload"), std::string::npos);
    EXPECT_NE(file.find("default 60 (1 minute)"), std::string::npos);
}

TEST(Settings, whatNeedsARestartIsTold)
{
    const Settings running;
    Settings wanted;
    EXPECT_TRUE(restartNeeded(running, wanted).empty());
    ASSERT_TRUE(wanted.set("log.level", std::string("debug")));
    EXPECT_TRUE(restartNeeded(running, wanted).empty());
    ASSERT_TRUE(wanted.set("imap.port", std::int64_t{20143}));
    EXPECT_EQ(restartNeeded(running, wanted), std::vector<std::string_view>{"imap.port"});
}

TEST(Settings, theReferenceInDocsIsCurrent)
{
    const std::ifstream file(POSTAMT_SOURCE_DIR "/docs/settings.md", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), settingsReference())
        << "write it anew: postamt settings > docs/settings.md";
}

} // namespace
} // namespace postamt
