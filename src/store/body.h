#pragma once

#include "base/result.h"
#include "store/blob_id.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::store {

/// The bytes of a message on their way in: in memory, or in a spool file when they are many.
/// Immutable and shared: one Body serves all recipients of a delivery. read() may be called from
/// any thread.
class Body {
public:
    virtual ~Body() = default;
    virtual std::uint64_t size() const = 0;
    virtual const BlobId& id() const = 0;
    /// The bytes [offset, offset + length), cut at the end of the body. Temporary when the spool
    /// fails.
    virtual Result<std::string> read(std::uint64_t offset, std::uint64_t length) const = 0;

    /// All bytes, if they are in memory: spares an engine the copy. Holds as long as the body.
    virtual std::optional<std::string_view> view() const { return std::nullopt; }
};

using BodyRef = std::shared_ptr<const Body>;

/// A Body that is whole in memory.
BodyRef makeBody(std::string bytes);

/// The same for bytes whose name is known already.
BodyRef makeBody(std::string bytes, const BlobId& id);

} // namespace postamt::store
