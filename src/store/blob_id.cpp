#include "store/blob_id.h"

#include "base/encoding.h"

#include <sodium.h>

namespace postamt::store {

namespace {

crypto_generichash_state* stateOf(std::array<std::uint8_t, 384>& storage)
{
    static_assert(sizeof(crypto_generichash_state) <= 384);
    return reinterpret_cast<crypto_generichash_state*>(storage.data());
}

} // namespace

std::string BlobId::hex() const
{
    return hexEncode(view());
}

BlobHasher::BlobHasher()
{
    crypto_generichash_init(stateOf(state_), nullptr, 0, BlobId::size);
}

void BlobHasher::update(std::string_view bytes)
{
    crypto_generichash_update(
        stateOf(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()
    );
}

BlobId BlobHasher::finish()
{
    BlobId id;
    crypto_generichash_final(stateOf(state_), id.bytes.data(), BlobId::size);
    return id;
}

BlobId blobIdOf(std::string_view bytes)
{
    BlobHasher hasher;
    hasher.update(bytes);
    return hasher.finish();
}

} // namespace postamt::store
