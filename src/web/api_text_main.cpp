// Prints the API as TypeScript, or as docs/api.md.
#include "web/api_text.h"

#include <cstdio>
#include <string_view>

int main(int count, char** words)
{
    const std::string_view form = count == 2 ? words[1] : "";
    if (form != "typescript" && form != "markdown") {
        std::fputs("usage: api_text typescript|markdown\n", stderr);
        return 2;
    }
    const auto text
        = form == "typescript" ? postamt::web::apiTypeScript() : postamt::web::apiReference();
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
}
