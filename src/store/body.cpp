#include "store/body.h"

#include <utility>

namespace postamt::store {

namespace {

class MemoryBody : public Body {
public:
    explicit MemoryBody(std::string bytes) : bytes_(std::move(bytes)), id_(blobIdOf(bytes_)) { }

    std::uint64_t size() const override { return bytes_.size(); }

    const BlobId& id() const override { return id_; }

    Result<std::string> read(std::uint64_t offset, std::uint64_t length) const override
    {
        if (offset >= bytes_.size())
            return std::string();
        return bytes_.substr(offset, length);
    }

private:
    std::string bytes_;
    BlobId id_;
};

} // namespace

BodyRef makeBody(std::string bytes)
{
    return std::make_shared<MemoryBody>(std::move(bytes));
}

} // namespace postamt::store
