#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace postamt::store {

/// The name of a body: the BLAKE2b-256 hash of its bytes.
struct BlobId {
    static constexpr std::size_t size = 32;

    std::array<std::uint8_t, size> bytes{};

    auto operator<=>(const BlobId&) const = default;

    std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), size}; }

    /// From exactly 32 bytes; shorter input leaves zeros.
    static BlobId fromBytes(std::string_view raw)
    {
        BlobId id;
        std::memcpy(id.bytes.data(), raw.data(), raw.size() < size ? raw.size() : size);
        return id;
    }

    /// 64 lower-case hexadecimal digits.
    std::string hex() const;
};

/// Hashes a body as it comes in, piece by piece.
class BlobHasher {
public:
    BlobHasher();
    void update(std::string_view bytes);
    /// The name; the hasher is used up.
    BlobId finish();

private:
    alignas(64) std::array<std::uint8_t, 384> state_; ///< crypto_generichash_state
};

/// The name of a body that is whole in memory.
BlobId blobIdOf(std::string_view bytes);

} // namespace postamt::store

template <>
struct std::hash<postamt::store::BlobId> {
    std::size_t operator()(const postamt::store::BlobId& id) const noexcept
    {
        std::size_t value = 0;
        std::memcpy(&value, id.bytes.data(), sizeof value);
        return value;
    }
};
