#include "store/conformance.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace postamt::store {

namespace {

using std::chrono::seconds;

constexpr Partition one(1);
constexpr Partition two(2);

/// A body whose bytes cannot be read beyond a point.
class FailingBody : public Body {
public:
    explicit FailingBody(std::uint64_t size) : size_(size), id_(blobIdOf("failing")) { }

    std::uint64_t size() const override { return size_; }

    const BlobId& id() const override { return id_; }

    Result<std::string> read(std::uint64_t offset, std::uint64_t length) const override
    {
        if (offset + length > size_ / 2)
            return temporary("the spool failed");
        return std::string(length, 'x');
    }

private:
    std::uint64_t size_;
    BlobId id_;
};

/// A body that is not in memory, as far as the engine can tell.
class RemoteBody : public Body {
public:
    explicit RemoteBody(std::string bytes) : body_(makeBody(std::move(bytes))) { }

    std::uint64_t size() const override { return body_->size(); }

    const BlobId& id() const override { return body_->id(); }

    Result<std::string> read(std::uint64_t offset, std::uint64_t length) const override
    {
        return body_->read(offset, length);
    }

private:
    BodyRef body_;
};

} // namespace

TEST_P(EngineConformance, BodiesOfAllSizes)
{
    unsigned seed = 0;
    for (const std::uint64_t size :
         {std::uint64_t(0),
          std::uint64_t(1),
          std::uint64_t(700),
          std::uint64_t(20'000),
          blobPiece - 1,
          blobPiece,
          blobPiece + 1,
          2 * blobPiece,
          4 * blobPiece - 1,
          4 * blobPiece,
          4 * blobPiece + 1,
          std::uint64_t(3'000'000)}) {
        const std::string bytes = noise(size, ++seed);
        const BlobId id = add(one, bytes);
        EXPECT_EQ(id, blobIdOf(bytes));
        EXPECT_EQ(engine().blobSize(id).value(), size);
        EXPECT_TRUE(blob(id) == bytes) << size;

        const std::string other = noise(size, ++seed + 1000);
        Batch batch = batchFor(one);
        batch.bodies.push_back(std::make_shared<RemoteBody>(other));
        batch.linked.push_back(batch.bodies[0]->id());
        mustCommit(std::move(batch));
        EXPECT_TRUE(blob(blobIdOf(other)) == other) << size;
    }
}

TEST_P(EngineConformance, RangesOfABlob)
{
    const std::string bytes = noise(3 * blobPiece + 77);
    const BlobId id = add(one, bytes);
    const std::uint64_t size = bytes.size();
    for (const std::uint64_t offset :
         {std::uint64_t(0), std::uint64_t(1), blobPiece - 1, blobPiece, 2 * blobPiece + 5, size - 1
         })
        for (const std::uint64_t length :
             {std::uint64_t(0),
              std::uint64_t(1),
              std::uint64_t(1000),
              blobPiece,
              blobPiece + 1,
              2 * blobPiece,
              size,
              ~std::uint64_t(0)})
            EXPECT_TRUE(engine().blob(id, offset, length).value() == bytes.substr(offset, length))
                << offset << ' ' << length;
    EXPECT_EQ(engine().blob(id, size, 1).value(), "");
    EXPECT_EQ(engine().blob(id, size + 1, ~0ULL).value(), "");
    EXPECT_EQ(engine().blob(id, ~0ULL, ~0ULL).value(), "");
}

TEST_P(EngineConformance, AMissingBlob)
{
    const BlobId id = blobIdOf("never stored");
    EXPECT_EQ(engine().blobSize(id).value(), std::nullopt);
    const auto bytes = engine().blob(id, 0, 1);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().fault, Fault::No);
    EXPECT_EQ(bytes.error().code, "NONEXISTENT");
}

TEST_P(EngineConformance, AMissingBlobCannotBeLinked)
{
    Batch batch = batchFor(one);
    batch.puts.push_back({"a", "1"});
    batch.bodies.push_back(makeBody("brought along"));
    batch.linked = {batch.bodies[0]->id(), blobIdOf("never stored")};
    const auto result = commit(std::move(batch));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().fault, Fault::No);
    EXPECT_EQ(result.error().code, "NONEXISTENT");
    EXPECT_EQ(get(one, "a"), "(none)");
    EXPECT_EQ(engine().version(one).value(), Version(0));
    EXPECT_FALSE(hasBlob(blobIdOf("brought along")));
}

TEST_P(EngineConformance, ABodyThatCannotBeReadFailsItsCommitOnly)
{
    for (const std::uint64_t size : {std::uint64_t(10), std::uint64_t(3'000'000)}) {
        Batch batch = batchFor(one);
        batch.puts.push_back({"a", "1"});
        batch.bodies = {makeBody("a good one"), std::make_shared<FailingBody>(size)};
        batch.linked = {batch.bodies[0]->id(), batch.bodies[1]->id()};
        auto failing = start(std::move(batch));
        put(two, "b", "2");
        const auto result = failing.get();
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().fault, Fault::Temporary);
        EXPECT_EQ(get(one, "a"), "(none)");
        EXPECT_FALSE(hasBlob(blobIdOf("a good one")));
        EXPECT_FALSE(hasBlob(blobIdOf("failing")));
    }
    EXPECT_EQ(engine().version(one).value(), Version(0));
    EXPECT_EQ(engine().version(two).value(), Version(2));
    put(one, "a", "1");
    EXPECT_EQ(get(one, "a"), "1");
}

TEST_P(EngineConformance, OneBodyForManyIsStoredOnce)
{
    for (const std::size_t size : {std::size_t(5000), std::size_t(1'300'000)}) {
        const BodyRef body = makeBody(noise(size));
        std::vector<std::future<Result<Committed>>> results;
        for (std::uint64_t i = 1; i <= 30; ++i) {
            Batch batch = batchFor(Partition(i));
            batch.bodies = {body};
            batch.linked = {body->id()};
            results.push_back(start(std::move(batch)));
        }
        for (auto& result : results)
            EXPECT_EQ(result.get().value(), Committed::Done);
        EXPECT_TRUE(blob(body->id()) == noise(size));
        clock_.advance(seconds(10));
        for (std::uint64_t i = 1; i <= 30; ++i) {
            EXPECT_EQ(purge(clock_.seconds()), 0U);
            unlink(Partition(i), body->id());
        }
        EXPECT_TRUE(blob(body->id()) == noise(size));
        EXPECT_EQ(purge(clock_.seconds()), 1U);
        EXPECT_FALSE(hasBlob(body->id()));
    }
}

TEST_P(EngineConformance, TheSameBodyTwiceInABatch)
{
    Batch batch = batchFor(one);
    batch.bodies = {makeBody("twice"), makeBody("twice")};
    batch.linked = {blobIdOf("twice"), blobIdOf("twice")};
    mustCommit(std::move(batch));
    unlink(one, blobIdOf("twice"));
    clock_.advance(seconds(1));
    EXPECT_EQ(purge(clock_.seconds()), 1U);
}

TEST_P(EngineConformance, VisitsBlobsAndLinks)
{
    std::map<BlobId, std::uint64_t> sizes;
    std::vector<BlobId> ofOne;
    for (std::size_t i = 0; i < 20; ++i) {
        const BlobId id = add(i % 2 == 0 ? one : two, noise(i * 100, static_cast<unsigned>(i)));
        sizes[id] = i * 100;
        if (i % 2 == 0)
            ofOne.push_back(id);
    }
    add(two, noise(3 * blobPiece));
    sizes[blobIdOf(noise(3 * blobPiece))] = 3 * blobPiece;
    link(one, ofOne[0]);
    unlink(one, ofOne[3]);
    ofOne.erase(ofOne.begin() + 3);
    std::ranges::sort(ofOne);

    std::map<BlobId, std::uint64_t> visited;
    const auto visitBlob
        = [&](const BlobId& id, std::uint64_t size) { return visited.emplace(id, size).second; };
    ASSERT_TRUE(engine().blobs(visitBlob));
    EXPECT_EQ(visited, sizes);
    std::vector<BlobId> linked;
    const auto visitLink = [&](const BlobId& id) {
        linked.push_back(id);
        return true;
    };
    ASSERT_TRUE(engine().links(one, visitLink));
    std::ranges::sort(linked);
    EXPECT_EQ(linked, ofOne);
    linked.clear();
    ASSERT_TRUE(engine().links(Partition(3), visitLink));
    EXPECT_TRUE(linked.empty());
    int count = 0;
    ASSERT_TRUE(engine().blobs([&](const BlobId&, std::uint64_t) { return ++count < 3; }));
    EXPECT_EQ(count, 3);
    count = 0;
    ASSERT_TRUE(engine().links(two, [&](const BlobId&) { return ++count < 3; }));
    EXPECT_EQ(count, 3);
}

TEST_P(EngineConformance, PurgeSparesWhatIsHeldOrYoung)
{
    const UnixSeconds start = clock_.seconds();
    const BlobId held = add(one, "held");
    const BlobId old = addUnheld(one, noise(600'000));
    const BlobId empty = addUnheld(one, "");
    clock_.advance(seconds(10));
    const BlobId young = addUnheld(one, "young");
    EXPECT_EQ(purge(start), 0U);
    EXPECT_EQ(purge(start + 10), 2U);
    EXPECT_FALSE(hasBlob(old));
    EXPECT_FALSE(hasBlob(empty));
    EXPECT_EQ(engine().blob(old, 0, 10).error().code, "NONEXISTENT");
    EXPECT_EQ(blob(young), "young");
    EXPECT_EQ(blob(held), "held");
    EXPECT_EQ(purge(start + 11), 1U);
    EXPECT_FALSE(hasBlob(young));
    EXPECT_EQ(purge(start + 1000), 0U);
    EXPECT_EQ(blob(held), "held");
    unlink(one, held);
    EXPECT_EQ(blob(held), "held");
    EXPECT_EQ(purge(start + 1000), 1U);
    // A purged body may come again.
    EXPECT_EQ(add(one, noise(600'000)), old);
    EXPECT_TRUE(blob(old) == noise(600'000));
}

TEST_P(EngineConformance, ABodyBroughtAgainCountsAsNew)
{
    const UnixSeconds start = clock_.seconds();
    const BlobId id = add(one, "again");
    unlink(one, id);
    clock_.advance(seconds(100));
    addUnheld(one, "again");
    EXPECT_EQ(purge(start + 100), 0U);
    EXPECT_EQ(blob(id), "again");
    EXPECT_EQ(purge(start + 101), 1U);
    EXPECT_FALSE(hasBlob(id));
}

TEST_P(EngineConformance, LinksCountOnceForEachPartition)
{
    const BlobId id = add(one, "shared");
    link(one, id);
    link(two, id);
    unlink(Partition(3), id);
    clock_.advance(seconds(1));
    unlink(one, id);
    EXPECT_EQ(purge(clock_.seconds()), 0U);
    unlink(one, id);
    EXPECT_EQ(purge(clock_.seconds()), 0U);
    Batch batch = batchFor(two);
    batch.linked = {id};
    batch.unlinked = {id};
    mustCommit(std::move(batch));
    EXPECT_EQ(purge(clock_.seconds()), 0U);
    EXPECT_EQ(blob(id), "shared");
    unlink(two, id);
    EXPECT_EQ(purge(clock_.seconds()), 1U);
}

TEST_P(EngineConformance, PurgingDoesNotRaceWithCommits)
{
    // What a partition holds is always there, whether it was brought or found.
    std::atomic<bool> stop = false;
    std::atomic<int> lost = 0;
    const UnixSeconds future = clock_.seconds() + 1000;
    const auto work = [&](Partition partition, std::size_t size) {
        for (unsigned i = 0; i < 15; ++i) {
            const std::string bytes = noise(size + i % 4, i % 4);
            const BlobId id = add(partition, bytes);
            if (blob(id) != bytes)
                ++lost;
            unlink(partition, id);
            Batch again = batchFor(partition);
            again.linked = {id};
            const auto result = commit(std::move(again));
            if (!result)
                continue;
            if (blob(id) != bytes)
                ++lost;
            unlink(partition, id);
        }
    };
    std::thread purger([&] {
        while (!stop)
            purge(future);
    });
    std::vector<std::thread> workers;
    workers.emplace_back(work, one, 3000);
    workers.emplace_back(work, two, 3000);
    workers.emplace_back(work, Partition(3), 1'100'000);
    for (auto& thread : workers)
        thread.join();
    stop = true;
    purger.join();
    EXPECT_EQ(lost, 0);
}

} // namespace postamt::store
