#include "transcript/tokens.h"

#include <fmt/format.h>

namespace postamt::transcript {

const tokens::TestIssuer& testIssuer()
{
    static const tokens::TestIssuer issuer = [] {
        tokens::TestIssuer made;
        made.setEdKey("key", "the key of the tests' own issuer");
        return made;
    }();
    return issuer;
}

std::string tokenFor(std::string_view address, std::string_view seconds)
{
    return testIssuer().token(
        "key",
        fmt::format(
            R"({{"iss":"https://id.test","aud":"mail","email":"{}","exp":{}}})",
            address,
            1'772'445'600 + std::stoll("0" + std::string(seconds))
        )
    );
}

} // namespace postamt::transcript
