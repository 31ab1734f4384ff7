#include "store/rocks/tuning.h"

#include "base/fault_point.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/table_properties_collectors.h>

namespace postamt::store::rocks {

namespace {

constexpr std::size_t kilobyte = 1024;
constexpr std::size_t megabyte = 1024 * kilobyte;

} // namespace

rocksdb::DBOptions databaseOptions(const RocksOptions& options)
{
    rocksdb::DBOptions db;
    if (options.env != nullptr)
        db.env = options.env;
    db.create_if_missing = true;
    db.create_missing_column_families = true;
    db.max_open_files = 256;
    db.table_cache_numshardbits = 2;
    db.max_background_jobs = 2;
    // The log that RocksDB keeps for its own developers.
    db.info_log_level = rocksdb::WARN_LEVEL;
    db.max_log_file_size = megabyte;
    db.keep_log_file_num = 3;
    db.stats_dump_period_sec = 0;
    db.stats_persist_period_sec = 0;
    // The write-ahead log: what a start after a crash has to read again, at most.
    db.max_total_wal_size = 64 * megabyte;
    db.wal_bytes_per_sync = megabyte;
    db.bytes_per_sync = megabyte;
    // The last of what was not synced may be torn; everything before it holds.
    db.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
    db.skip_stats_update_on_db_open = true;
    // There is one writer: nobody to take turns with.
    db.enable_write_thread_adaptive_yield = false;
    db.allow_concurrent_memtable_write = false;
    // Database::mend() decides when to write again.
    db.max_bgerror_resume_count = 0;
    return db;
}

std::array<rocksdb::ColumnFamilyOptions, familyNames.size()>
familyOptions(const RocksOptions& options)
{
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = rocksdb::NewLRUCache(options.cacheBytes, 2);
    table.cache_index_and_filter_blocks = true;
    table.pin_l0_filter_and_index_blocks_in_cache = true;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.block_size = 8 * kilobyte;

    rocksdb::ColumnFamilyOptions common;
    common.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    common.write_buffer_size = 4 * megabyte;
    common.max_write_buffer_number = 2;
    common.target_file_size_base = 16 * megabyte;
    common.max_bytes_for_level_base = 64 * megabyte;
    common.level_compaction_dynamic_level_bytes = true;
    common.compression = rocksdb::kLZ4Compression;

    std::array<rocksdb::ColumnFamilyOptions, familyNames.size()> families;
    families.fill(common);
    const auto of = [&](Family family) -> rocksdb::ColumnFamilyOptions& {
        return families.at(static_cast<std::size_t>(family));
    };
    of(Family::Meta).write_buffer_size = megabyte;
    of(Family::Keys).max_write_buffer_number = 3;
    // What is flushed in larger pieces is merged less often.
    of(Family::Keys).write_buffer_size = 8 * megabyte;
    // Records that are put together into others leave whole stretches of removed keys: a table
    // that is half of them is compacted soon, as each scan would step over them one by one.
    of(Family::Keys)
        .table_properties_collector_factories.push_back(
            rocksdb::NewCompactOnDeletionCollectorFactory(4096, 2048)
        );
    if (const auto size = faultNumber("memtable.bytes", 0); size > 0)
        for (auto& family : families)
            family.write_buffer_size = static_cast<std::size_t>(size);

    // The tree holds references of some 60 bytes, the bodies stand in files of their own and are
    // compressed when the memtable is flushed: not before the sender has got the answer, and with
    // LZ4 while mail comes fast (Pace): zstd takes 50 us for 10 KB, a quarter of all that a
    // delivery costs. They stay where they are when the tree is compacted; reclaim() takes back
    // what is no more referred to.
    auto& blobs = of(Family::Blobs);
    blobs.write_buffer_size = static_cast<std::size_t>(faultNumber("memtable.bytes", 8 * megabyte));
    blobs.max_write_buffer_number = 3;
    blobs.enable_blob_files = true;
    blobs.min_blob_size = kilobyte;
    blobs.blob_compression_type = rocksdb::kZSTD;
    return families;
}

} // namespace postamt::store::rocks
