// Any bytes as a message of SCRAM, a credential, a name. Properties: what is read keeps to its
// limits; what has a form is read again from it; preparing twice changes nothing.
#include "sasl/prepare.h"
#include "sasl/scram_credential.h"
#include "sasl/scram_message.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::sasl;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

void messages(std::string_view bytes)
{
    if (const auto first = ScramClientFirst::parse(bytes)) {
        require(first->nonce.size() <= maxNonceSize && !first->nonce.empty());
        require(first->gs2Header + first->bare == bytes);
    }
    if (const auto first = ScramServerFirst::parse(bytes)) {
        const auto again = ScramServerFirst::parse(first->format());
        require(again && again->nonce == first->nonce && again->salt == first->salt);
        require(again->iterations == first->iterations && first->iterations > 0);
    }
    if (const auto last = ScramClientFinal::parse(bytes))
        require(bytes.starts_with(last->withoutProof) && last->nonce.size() <= 2 * maxNonceSize);
    if (const auto last = ScramServerFinal::parse(bytes)) {
        const auto again = ScramServerFinal::parse(last->format());
        require(again && again->signature == last->signature && again->error == last->error);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    messages(bytes);
    if (const auto credential = parseScramCredential(bytes))
        require(parseScramCredential(formatScramCredential(*credential)) == credential);
    if (const auto user = prepareUser(bytes))
        require(prepareUser(*user) == *user);
    if (const auto password = preparePassword(bytes))
        require(preparePassword(*password) == *password);
    const auto name = encodeScramName(bytes);
    require(name.find(',') == name.npos);
    return 0;
}
