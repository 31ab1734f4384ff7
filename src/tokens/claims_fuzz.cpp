// Any bytes as the claims of a token that is signed by a right key: what is behind the signature is not
// trusted blindly either. Properties: who is let in has an address, and the token is not over; the same bytes
// under another key, or with one of them changed behind the signature, let nobody in.
#include "tokens/test_issuer.h"
#include "tokens/token.h"
#include "tokens/token_check.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::tokens;

constexpr UnixSeconds now = 1'772'445'600;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

const TestIssuer& issuer()
{
    static const TestIssuer made = [] {
        TestIssuer out;
        out.setEdKey("right", "the key of the issuer in fuzzing");
        out.setEdKey("other", "the key of whoever is not issuer");
        return out;
    }();
    return made;
}

const KeySet& known()
{
    static const KeySet keys = *KeySet::parse(R"({"keys":[)" + issuer().jwk("right") + "]}");
    return keys;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view claims(reinterpret_cast<const char*>(data), size);
    const TokenRules rules{.issuer = "https://id.test", .audience = "mail"};
    auto token = issuer().token("right", claims);
    const auto holder = holderOf(token, known(), rules, now);
    if (!holder)
        return 0;
    require(token.size() <= Token::maxBytes);
    require(!holder->address.empty() && holder->ends > now);
    const auto other = issuer().sign("other", R"({"alg":"EdDSA","kid":"right"})", claims);
    require(!holderOf(other, known(), rules, now));
    const auto payload = token.find('.') + 1;
    char& changed = token[payload + size % (token.rfind('.') - payload)];
    changed = changed == 'A' ? 'B' : 'A';
    require(!holderOf(token, known(), rules, now));
    return 0;
}
