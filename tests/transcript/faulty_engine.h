#pragma once

#include "store/engine.h"

#include <atomic>
#include <memory>

namespace postamt::transcript {

/// An engine whose commits can be made to fail, as on a full disk. All else goes to the engine it
/// owns.
class FaultyEngine final : public store::Engine {
public:
    explicit FaultyEngine(std::unique_ptr<store::Engine> engine) : engine_(std::move(engine)) { }

    void setFails(bool fails) { fails_ = fails; }

    Result<std::optional<std::string>>
    get(store::Partition partition, std::string_view key) override
    {
        return engine_->get(partition, key);
    }

    Result<> scan(
        store::Partition partition,
        const store::KeyRange& range,
        const Visitor& visit,
        store::Order order
    ) override
    {
        return engine_->scan(partition, range, visit, order);
    }

    Result<store::Version> version(store::Partition partition) override
    {
        return engine_->version(partition);
    }

    void commit(store::Batch batch, Completion done) override
    {
        if (fails_)
            done(temporary("No space left on device"));
        else
            engine_->commit(std::move(batch), std::move(done));
    }

    Result<std::string>
    blob(const store::BlobId& id, std::uint64_t offset, std::uint64_t length) override
    {
        return engine_->blob(id, offset, length);
    }

    Result<std::optional<std::uint64_t>> blobSize(const store::BlobId& id) override
    {
        return engine_->blobSize(id);
    }

    std::shared_ptr<void> watch(store::Partition partition, Watcher watcher) override
    {
        return engine_->watch(partition, std::move(watcher));
    }

    Result<> checkpoint(const std::filesystem::path& directory) override
    {
        return engine_->checkpoint(directory);
    }

    Result<std::uint64_t> purge(UnixSeconds before) override { return engine_->purge(before); }

    Result<> partitions(const std::function<bool(store::Partition, store::Version)>& visit) override
    {
        return engine_->partitions(visit);
    }

    Result<> blobs(const std::function<bool(const store::BlobId&, std::uint64_t)>& visit) override
    {
        return engine_->blobs(visit);
    }

    Result<> links(
        store::Partition partition, const std::function<bool(const store::BlobId&)>& visit
    ) override
    {
        return engine_->links(partition, visit);
    }

    void close() override { engine_->close(); }

private:
    std::unique_ptr<store::Engine> engine_;
    std::atomic<bool> fails_ = false;
};

} // namespace postamt::transcript
