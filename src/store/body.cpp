#include "store/body.h"

#include <utility>

namespace postamt::store {

namespace {

class MemoryBody : public Body {
public:
    MemoryBody(std::string bytes, const BlobId& id) : bytes_(std::move(bytes)), id_(id) { }

    std::uint64_t size() const override { return bytes_.size(); }

    const BlobId& id() const override { return id_; }

    Result<std::string> read(std::uint64_t offset, std::uint64_t length) const override
    {
        if (offset >= bytes_.size())
            return std::string();
        return bytes_.substr(offset, length);
    }

    std::optional<std::string_view> view() const override { return bytes_; }

private:
    std::string bytes_;
    BlobId id_;
};

} // namespace

BodyRef makeBody(std::string bytes)
{
    const BlobId id = blobIdOf(bytes);
    return makeBody(std::move(bytes), id);
}

BodyRef makeBody(std::string bytes, const BlobId& id)
{
    return std::make_shared<MemoryBody>(std::move(bytes), id);
}

} // namespace postamt::store
