#include "store/conformance.h"

#include <cstdlib>
#include <stdexcept>

namespace postamt::store {

std::ostream& operator<<(std::ostream& out, const EngineUnderTest& engine)
{
    return out << engine.name;
}

std::string noise(std::size_t size, unsigned seed)
{
    std::string out(size, '\0');
    std::uint32_t state = seed * 2654435761U + 12345U;
    for (char& c : out) {
        state = state * 1664525U + 1013904223U;
        c = static_cast<char>(state >> 24);
    }
    return out;
}

EngineConformance::EngineConformance()
{
    std::string name = (std::filesystem::temp_directory_path() / "store-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("cannot make a directory for the test");
    directory_ = name;
    engine_ = GetParam().open(directory_, clock_);
}

EngineConformance::~EngineConformance()
{
    closeEngine();
    std::filesystem::remove_all(directory_);
}

void EngineConformance::closeEngine()
{
    if (engine_)
        engine_->close();
    engine_.reset();
}

void EngineConformance::reopen()
{
    closeEngine();
    engine_ = GetParam().open(directory_, clock_);
}

void EngineConformance::moveTo(const std::filesystem::path& checkpoint)
{
    closeEngine();
    engine_ = GetParam().openCheckpoint(checkpoint, clock_);
}

Batch EngineConformance::batchFor(Partition partition)
{
    Batch batch;
    batch.partition = partition;
    batch.expected = engine().version(partition).value();
    batch.next = batch.expected.next();
    return batch;
}

std::future<Result<Committed>> EngineConformance::start(Batch batch)
{
    std::promise<Result<Committed>> promise;
    auto future = promise.get_future();
    engine().commit(
        std::move(batch),
        [promise = std::move(promise)](Result<Committed> result) mutable {
            promise.set_value(std::move(result));
        }
    );
    return future;
}

Result<Committed> EngineConformance::commit(Batch batch)
{
    return start(std::move(batch)).get();
}

void EngineConformance::mustCommit(Batch batch)
{
    const auto result = commit(std::move(batch));
    ASSERT_TRUE(result) << result.error().text;
    ASSERT_EQ(*result, Committed::Done);
}

void EngineConformance::put(Partition partition, std::string key, std::string value)
{
    Batch batch = batchFor(partition);
    batch.puts.push_back({std::move(key), std::move(value)});
    mustCommit(std::move(batch));
}

BlobId EngineConformance::add(Partition partition, std::string bytes)
{
    Batch batch = batchFor(partition);
    batch.bodies.push_back(makeBody(std::move(bytes)));
    const BlobId id = batch.bodies[0]->id();
    batch.linked.push_back(id);
    mustCommit(std::move(batch));
    return id;
}

BlobId EngineConformance::addUnheld(Partition partition, std::string bytes)
{
    Batch batch = batchFor(partition);
    batch.bodies.push_back(makeBody(std::move(bytes)));
    const BlobId id = batch.bodies[0]->id();
    mustCommit(std::move(batch));
    return id;
}

void EngineConformance::link(Partition partition, const BlobId& id)
{
    Batch batch = batchFor(partition);
    batch.linked.push_back(id);
    mustCommit(std::move(batch));
}

void EngineConformance::unlink(Partition partition, const BlobId& id)
{
    Batch batch = batchFor(partition);
    batch.unlinked.push_back(id);
    mustCommit(std::move(batch));
}

EngineConformance::Records
EngineConformance::records(Partition partition, const KeyRange& range, Order order)
{
    Records out;
    const auto visit = [&](std::string_view key, std::string_view value) {
        out.emplace_back(key, value);
        return true;
    };
    const auto result = engine().scan(partition, range, visit, order);
    EXPECT_TRUE(result) << result.error().text;
    return out;
}

std::vector<std::string>
EngineConformance::keys(Partition partition, const KeyRange& range, Order order)
{
    std::vector<std::string> out;
    for (auto& [key, value] : records(partition, range, order))
        out.push_back(std::move(key));
    return out;
}

std::string EngineConformance::get(Partition partition, std::string_view key)
{
    return engine().get(partition, key).value().value_or("(none)");
}

std::string EngineConformance::blob(const BlobId& id)
{
    return engine().blob(id, 0, ~0ULL).value_or("(none)");
}

bool EngineConformance::hasBlob(const BlobId& id)
{
    return engine().blobSize(id).value().has_value();
}

std::uint64_t EngineConformance::purge(UnixSeconds before)
{
    const auto result = engine().purge(before);
    EXPECT_TRUE(result) << result.error().text;
    return result.value_or(0);
}

} // namespace postamt::store
