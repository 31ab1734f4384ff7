// Any bytes as the keys of an issuer. Properties: what is read keeps to its limits, keys can be asked for
// and used, and none takes a signature that is none.
#include "tokens/key_set.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace postamt::tokens;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto keys = KeySet::parse(bytes);
    if (!keys)
        return 0;
    require(size <= KeySet::maxBytes && keys->size() > 0 && keys->size() <= KeySet::maxKeys);
    std::size_t found = 0;
    for (const auto algorithm : {Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa}) {
        for (const auto& key : keys->find(algorithm, "")) {
            ++found;
            require(key.algorithm() == algorithm);
            require(!keys->find(algorithm, key.id()).empty());
            // The first is for all; the work would grow with the size of the input else.
            if (found == 1) {
                require(!key.verifies("text", std::string(64, 'x')));
                require(!key.verifies("text", ""));
            }
        }
    }
    require(found == keys->size());
    return 0;
}
