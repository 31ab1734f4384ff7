#pragma once

#include "store/rocks/layout.h"
#include "store/rocks/rocks_engine.h"

#include <rocksdb/options.h>

#include <array>

/// How RocksDB is set up: for mail, and for little memory. An opened engine costs some 3 MB; under
/// load the memtables and the cache add some 70 MB at most.
namespace postamt::store::rocks {

rocksdb::DBOptions databaseOptions(const RocksOptions& options);

/// In the order of Family.
std::array<rocksdb::ColumnFamilyOptions, familyNames.size()>
familyOptions(const RocksOptions& options);

} // namespace postamt::store::rocks
