#include "tokens/key_set.h"

#include "tokens/json.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace postamt::tokens {

Result<KeySet> KeySet::parse(std::string_view json)
{
    if (json.size() > maxBytes)
        return bad("the key set is too large");
    const auto object = parseJsonObject(json);
    const auto* list = object ? object->if_contains("keys") : nullptr;
    if (list == nullptr || !list->is_array())
        return bad("it is no key set: expected a JSON object with \"keys\"");
    const auto& array = list->get_array();
    if (array.size() > maxKeys)
        return bad("the key set has too many keys");
    KeySet out;
    for (const auto& member : array) {
        if (!member.is_object())
            continue;
        if (auto key = PublicKey::fromJwk(member.get_object()))
            out.keys_.push_back(std::move(*key));
    }
    if (out.keys_.empty())
        return bad("the key set has no key for RS256, ES256 or EdDSA");
    return out;
}

std::vector<PublicKey> KeySet::find(Algorithm algorithm, std::string_view id) const
{
    std::vector<PublicKey> out;
    for (const auto& key : keys_) {
        if (key.algorithm() == algorithm && (id.empty() || key.id() == id))
            out.push_back(key);
    }
    return out;
}

} // namespace postamt::tokens
