#include "web/api.h"
#include "web/api_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace postamt::web {

TEST(ApiText, ThePageIsOfThisApi)
{
    const std::ifstream file(POSTAMT_SOURCE_DIR "/docs/api.md", std::ios::binary);
    std::ostringstream page;
    page << file.rdbuf();
    EXPECT_EQ(page.str(), apiReference())
        << "write it anew: build/dev/src/web/api_text markdown > docs/api.md";
}

TEST(ApiText, TypeScriptHasEveryCallAndShape)
{
    const auto text = apiTypeScript();
    for (const auto& call : apiCalls())
        EXPECT_NE(text.find("  " + std::string(call.name) + ": { takes: "), std::string::npos);
    EXPECT_NE(
        text.find("  /** Whether mail can be read with IMAP */\n  imap?: boolean;"),
        std::string::npos
    ) << "what may be left out";
    EXPECT_NE(text.find("  expires: number | null;"), std::string::npos) << "what may be null";
    EXPECT_NE(text.find("  protocols: ('imap' | 'pop' | 'smtp')[];"), std::string::npos);
    EXPECT_NE(text.find("    password: [8, 1000],"), std::string::npos);
}

} // namespace postamt::web
