#include "queue/check.h"

#include "queue/entry.h"

#include <fmt/format.h>

#include <set>

namespace postamt::queue {

namespace {

/// What the partition says of itself.
struct Picture {
    std::vector<std::string> findings;
    std::set<store::BlobId> needed;
    std::set<store::BlobId> held;
};

Result<> readEntries(store::Engine& engine, Picture& picture)
{
    return engine.scan(partition, {}, [&](std::string_view key, std::string_view value) {
        const auto id = parseEntryKey(key);
        const auto entry = id ? parseEntry(*id, value) : std::unexpected(id.error());
        if (entry)
            picture.needed.insert(entry->blob);
        else
            picture.findings.push_back(entry.error().text);
        return true;
    });
}

} // namespace

Result<std::vector<std::string>> checkQueue(store::Engine& engine)
{
    Picture picture;
    if (auto read = readEntries(engine, picture); !read)
        return std::unexpected(read.error());
    auto read = engine.links(partition, [&](const store::BlobId& blob) {
        picture.held.insert(blob);
        return true;
    });
    if (!read)
        return std::unexpected(read.error());
    for (const auto& blob : picture.needed) {
        const auto size = engine.blobSize(blob);
        if (!size)
            return std::unexpected(size.error());
        if (!*size || !picture.held.contains(blob))
            picture.findings.push_back(
                fmt::format("a message of the queue lacks its body {}", blob.hex())
            );
    }
    for (const auto& blob : picture.held) {
        if (!picture.needed.contains(blob))
            picture.findings.push_back(
                fmt::format("the queue holds the body {} for no message", blob.hex())
            );
    }
    return std::move(picture.findings);
}

} // namespace postamt::queue
