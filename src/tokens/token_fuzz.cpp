// Any bytes as a token. Properties: nothing that nobody has signed is believed - what is in the corpus is
// signed by right keys, but is over or for somebody else; what is read keeps to its limits.
#include "tokens/key_set.h"
#include "tokens/token.h"
#include "tokens/token_check.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::tokens;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

const KeySet& known()
{
    // RFC 8037 appendix A.2 and RFC 7515 appendix A.3, then those by which the corpus is signed, whose
    // private keys are gone
    static const KeySet keys = *KeySet::parse(
        R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},)"
        R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"
        R"(,{"kty":"RSA","n":"rFpWdKaBQCaR552MMSnSyc-v1DrMTwbacAqBH7LcXrOjl0tSaovxI5Wxlb8UqLuHHP546dgrdX)"
        R"(mqRALPh54xP8aTz4b5OInPKTrj5v4xrnwidT8nFFKI77pxTlFnHgZqKMWHnJHbFmnJkigwbzg76eV1vsqiwr4kCqTQAR)"
        R"(nwhth0NDB9WfseVSdjaoOAUnKyJlEGdh3oWWZrm2GRLOmk0gZE1Sg3AD6UOGQxiKBb3qfXyoC0VR7S2LiUQNjc-mqh8H)"
        R"(xxz_3ByXqwlyxoNkBfaYuECFb596O6f6IcEvem1DX5v4hBX2fgN6SZzudlHPCa82B0Q1LFtsGSgXNiQ136vQ","e":"A)"
        R"(QAB","kid":"rs256"})"
        R"(,{"kty":"EC","crv":"P-256","x":"Z6617YrtG2wsn3UAoqdAWxJvOG-l-_pckOEAEYmTaMg","y":"vJ1kDV144V0)"
        R"(81y6Y8nzk5-r7mvwed_fl--zw75av7LE","kid":"es256"})"
        R"(,{"kty":"OKP","crv":"Ed25519","x":"QSpyxq7kWBKIqOe5asXuDciW1dF0hHakK2DLETsYeRE","kid":"eddsa")"
        R"(})"
        "]}"
    );
    return keys;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto token = Token::parse(bytes)) {
        require(bytes.size() <= Token::maxBytes && bytes.starts_with(token->signedText));
        require(token->keyId.size() <= 256);
    }
    const TokenRules rules{.issuer = "https://id.test", .audience = "mail"};
    require(!holderOf(bytes, known(), rules, 1'772'445'600));
    return 0;
}
