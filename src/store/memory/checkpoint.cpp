#include "base/bytes.h"
#include "store/memory/memory_engine.h"

#include <fstream>
#include <sstream>
#include <system_error>

namespace postamt::store {

namespace {

constexpr std::string_view intro = "postamt memory store 1\n";

std::filesystem::path fileIn(const std::filesystem::path& directory)
{
    return directory / "contents";
}

} // namespace

Result<> MemoryEngine::checkpoint(const std::filesystem::path& directory)
{
    std::error_code error;
    if (!std::filesystem::create_directory(directory, error))
        return error ? temporary("cannot make " + directory.string() + ": " + error.message())
                     : no(directory.string() + " is there already", "EXISTS");
    RecordWriter writer;
    writer.raw(intro);
    {
        const std::lock_guard lock(mutex_);
        if (readFault_)
            return std::unexpected(*readFault_);
        writer.number(blobs_.size());
        for (const auto& [id, blob] : blobs_) {
            writer.raw(id.view());
            writer.string(blob.bytes);
            writer.signedNumber(blob.written);
        }
        for (const auto& [partition, state] : partitions_) {
            writer.number(partition.value);
            writer.number(state.version.value);
            writer.number(state.records->size());
            for (const auto& [key, value] : *state.records) {
                writer.string(key);
                writer.string(value);
            }
            writer.number(state.holds.size());
            for (const BlobId& id : state.holds)
                writer.raw(id.view());
        }
    }
    std::ofstream file(fileIn(directory), std::ios::binary);
    file << writer.take();
    file.close();
    if (!file)
        return temporary("cannot write " + fileIn(directory).string());
    return {};
}

Result<std::unique_ptr<MemoryEngine>>
MemoryEngine::load(const std::filesystem::path& directory, const Clock& clock)
{
    std::ostringstream text;
    text << std::ifstream(fileIn(directory), std::ios::binary).rdbuf();
    const std::string bytes = text.str();
    RecordReader reader(bytes);
    if (reader.raw(intro.size()) != intro)
        return internal(directory.string() + " is no checkpoint");
    auto engine = std::make_unique<MemoryEngine>(clock);
    for (auto left = reader.number(); left > 0 && reader.ok(); --left) {
        const auto id = BlobId::fromBytes(reader.raw(BlobId::size));
        auto& blob = engine->blobs_[id];
        blob.bytes = reader.string();
        blob.written = reader.signedNumber();
    }
    while (reader.ok() && !reader.atEnd()) {
        auto& state = engine->partitions_[Partition(reader.number())];
        state.version = Version(reader.number());
        for (auto left = reader.number(); left > 0 && reader.ok(); --left) {
            std::string key(reader.string());
            state.records->insert_or_assign(std::move(key), std::string(reader.string()));
        }
        for (auto left = reader.number(); left > 0 && reader.ok(); --left) {
            const auto id = BlobId::fromBytes(reader.raw(BlobId::size));
            state.holds.insert(id);
            if (const auto blob = engine->blobs_.find(id); blob != engine->blobs_.end())
                ++blob->second.holders;
        }
    }
    if (!reader.ok())
        return internal("the checkpoint in " + directory.string() + " is damaged");
    return engine;
}

} // namespace postamt::store
