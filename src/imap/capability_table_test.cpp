#include "imap/capability_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace postamt::imap {
namespace {

const Limits limit{.appendBytes = 52428800, .messages = 1000000};

TEST(Capabilities, TellWhatWorksInEachState)
{
    EXPECT_EQ(
        capabilities(State::NotAuthenticated, false, limit),
        "IMAP4rev1 IMAP4rev2 STARTTLS LOGINDISABLED SASL-IR LITERAL- ID ENABLE"
    );
    auto noTls = limit;
    noTls.mayStartTls = false;
    EXPECT_EQ(
        capabilities(State::NotAuthenticated, false, noTls),
        "IMAP4rev1 IMAP4rev2 LOGINDISABLED SASL-IR LITERAL- ID ENABLE"
    );
    auto secure = limit;
    secure.mechanisms = {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN"};
    EXPECT_EQ(
        capabilities(State::NotAuthenticated, true, secure),
        "IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS SASL-IR "
        "LITERAL- ID ENABLE"
    );
    const auto after = ' ' + capabilities(State::Authenticated, true, limit) + ' ';
    EXPECT_NE(after.find(" APPENDLIMIT=52428800 "), std::string::npos);
    EXPECT_NE(after.find(" MESSAGELIMIT=1000000 "), std::string::npos);
    EXPECT_NE(after.find(" SAVELIMIT=1000000 "), std::string::npos);
    EXPECT_NE(after.find(" LITERAL+ "), std::string::npos);
    for (const auto* gone : {" AUTH=", " LITERAL- ", " STARTTLS ", " LOGINDISABLED "})
        EXPECT_EQ(after.find(gone), std::string::npos) << gone;
    EXPECT_EQ(after.find(" QUOTASET "), std::string::npos);
    auto administrator = limit;
    administrator.maySetQuotas = true;
    const auto words = ' ' + capabilities(State::Selected, true, administrator) + ' ';
    EXPECT_NE(words.find(" QUOTASET "), std::string::npos);
    EXPECT_EQ(' ' + capabilities(State::Selected, true, limit) + ' ', after);
}

TEST(Capabilities, CanBeLeftOut)
{
    constexpr std::array<std::string_view, 2> without{"IMAP4rev2", "LITERAL-"};
    auto fewer = limit;
    fewer.without = without;
    EXPECT_EQ(
        capabilities(State::NotAuthenticated, false, fewer),
        "IMAP4rev1 STARTTLS LOGINDISABLED SASL-IR ID ENABLE"
    );
    EXPECT_TRUE(capabilities(State::Authenticated, true, limit).ends_with(" XLIST"));
}

TEST(Capabilities, TellCommandsApart)
{
    // Those that belong to several are there as long as one of them is.
    std::size_t belonging = 0;
    for (const auto& command : commandTable()) {
        std::istringstream names{std::string(command.capabilities)};
        for (std::string name; names >> name; ++belonging) {
            EXPECT_EQ(std::ranges::count(capabilityTable(), name, &Capability::name), 1) << name;
        }
    }
    EXPECT_GE(belonging, 20U);
}

/// docs/protocols.md names each of them with its RFC, and no others.
TEST(Capabilities, AreInTheDocumentation)
{
    std::ifstream in(POSTAMT_SOURCE_DIR "/docs/protocols.md");
    const std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto begin = page.find("## IMAP");
    const auto table = page.substr(begin, page.find("Decided where", begin) - begin);
    ASSERT_FALSE(table.empty());
    for (const Capability& capability : capabilityTable()) {
        std::string source(capability.source);
        if (source.starts_with("RFC "))
            source = source.substr(4, source.find(' ', 4) - 4);
        const auto row = "| " + std::string(capability.name) + " | " + source;
        EXPECT_NE(table.find(row), std::string::npos) << row;
    }

    std::size_t named = 0;
    for (std::size_t at = table.find("\n| "); at != std::string::npos;
         at = table.find("\n| ", at + 1))
        ++named;
    EXPECT_EQ(named, capabilityTable().size() + 1); // and the heading
}

} // namespace
} // namespace postamt::imap
