#include "store/rocks/stage.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::store::rocks {

namespace {

/// How many versions are kept in memory (some 50 bytes each).
constexpr std::size_t versionsKept = 20'000;

rocksdb::Slice slice(std::string_view bytes)
{
    return {bytes.data(), bytes.size()};
}

} // namespace

void Stage::add(Job& job)
{
    if (!job.result)
        return;
    job.result = check(job);
    if (!job.result || *job.result != Committed::Done)
        return;
    write_.SetSavePoint();
    if (auto added = addBodies(job); !added) {
        write_.RollbackToSavePoint();
        job.result = std::unexpected(std::move(added.error()));
        return;
    }
    write_.PopSavePoint();
    const Batch& batch = job.batch;
    for (const BodyRef& body : batch.bodies)
        stagedBlobs_.insert(body->id());
    addRecords(batch);
    addLinks(batch);
    write_.Put(
        database_.family(Family::Meta), versionKey(batch.partition), versionValue(batch.next)
    );
    stagedVersions_[batch.partition] = batch.next;
}

Result<Committed> Stage::check(const Job& job)
{
    const Batch& batch = job.batch;
    if (batch.next <= batch.expected)
        return internal("a commit must raise the version");
    const auto current = version(batch.partition);
    if (!current)
        return std::unexpected(current.error());
    if (*current != batch.expected)
        return Committed::Conflict;
    if (!job.ahead.empty() && job.generation != database_.generation())
        return temporary("the store was opened again while the message was being written");
    std::unordered_set<BlobId> brought;
    for (const BodyRef& body : batch.bodies)
        brought.insert(body->id());
    for (const BlobId& id : batch.linked) {
        if (brought.contains(id))
            continue;
        const auto found = marker(id);
        if (!found)
            return std::unexpected(found.error());
        if (!*found)
            return no("a blob to be linked is not there", "NONEXISTENT");
    }
    return Committed::Done;
}

Result<> Stage::addBodies(const Job& job)
{
    for (const BodyRef& body : job.batch.bodies) {
        const bool isAhead = std::ranges::find(job.ahead, body->id()) != job.ahead.end();
        if (auto added = addBody(*body, isAhead); !added)
            return added;
    }
    return {};
}

Result<> Stage::addBody(const Body& body, bool isAhead)
{
    const BlobId& id = body.id();
    if (stagedBlobs_.contains(id))
        return {};
    const Marker now{body.size(), clock_.seconds()};
    const auto found = marker(id);
    if (!found)
        return std::unexpected(found.error());
    if (isAhead) {
        write_.Delete(database_.family(Family::Links), aheadKey(id));
    } else if (!*found) {
        auto* blobs = database_.family(Family::Blobs);
        for (std::uint32_t index = 0; index < chunkCount(body.size()); ++index) {
            if (const auto bytes = body.view()) {
                const auto chunk = bytes->substr(index * blobPiece, blobPiece);
                write_.Put(blobs, chunkKey(id, index), slice(chunk));
                continue;
            }
            const auto chunk = body.read(index * blobPiece, blobPiece);
            if (!chunk)
                return std::unexpected(chunk.error());
            write_.Put(blobs, chunkKey(id, index), *chunk);
        }
    }
    if (!*found || (*found)->written != now.written)
        write_.Put(database_.family(Family::Links), markerKey(id), markerValue(now));
    return {};
}

void Stage::addRecords(const Batch& batch)
{
    auto* keys = database_.family(Family::Keys);
    std::string key = recordPrefix(batch.partition);
    const auto complete = [&](std::string_view rest) -> rocksdb::Slice {
        key.resize(recordPrefixSize);
        key += rest;
        return key;
    };
    for (const std::string& remove : batch.removes)
        write_.Delete(keys, complete(remove));
    for (const auto& [name, value] : batch.puts)
        write_.Put(keys, complete(name), value);
}

void Stage::addLinks(const Batch& batch)
{
    auto* links = database_.family(Family::Links);
    for (const BlobId& id : batch.unlinked) {
        write_.Delete(links, holderKey(id, batch.partition));
        write_.Delete(links, heldKey(batch.partition, id));
    }
    for (const BlobId& id : batch.linked) {
        write_.Put(links, holderKey(id, batch.partition), rocksdb::Slice());
        write_.Put(links, heldKey(batch.partition, id), rocksdb::Slice());
    }
}

Result<Version> Stage::version(Partition partition)
{
    if (const auto found = stagedVersions_.find(partition); found != stagedVersions_.end())
        return found->second;
    if (const auto found = versions_.find(partition); found != versions_.end())
        return found->second;
    const auto value = database_.get(Family::Meta, versionKey(partition));
    if (!value)
        return std::unexpected(value.error());
    Version version;
    if (*value) {
        const auto read = versionOf(**value);
        if (!read)
            return internal("the store is damaged: a version cannot be read");
        version = *read;
    }
    versions_[partition] = version;
    return version;
}

Result<std::optional<Marker>> Stage::marker(const BlobId& id)
{
    // One that was gathered just now counts, whatever its time.
    if (stagedBlobs_.contains(id))
        return Marker{};
    const auto value = database_.get(Family::Links, markerKey(id));
    if (!value)
        return std::unexpected(value.error());
    if (!*value)
        return std::nullopt;
    const auto read = markerOf(**value);
    if (!read)
        return internal("the store is damaged: the marker of a blob cannot be read");
    return *read;
}

Result<> Stage::write()
{
    Result<> written;
    if (write_.Count() > 0)
        written = database_.write(write_, true);
    if (written) {
        if (versions_.size() > versionsKept)
            versions_.clear();
        for (const auto& [partition, version] : stagedVersions_)
            versions_[partition] = version;
    } else {
        forget();
    }
    write_.Clear();
    stagedVersions_.clear();
    stagedBlobs_.clear();
    return written;
}

void Stage::forget()
{
    versions_.clear();
}

} // namespace postamt::store::rocks
