#pragma once

namespace rocksdb {
class Env;
}

namespace postamt::server {

#ifdef POSTAMT_FAULTS

/// If the environment variable POSTAMT_FAULT_SOCKET names a path: listens there for the commands of
/// a test, one line a connection, answered by one line, and gives the file system with faults that
/// the store shall run on. Otherwise nothing. Commands are those of runFaultCommand(), and
///   disk none | full [PART] | failing [PART] | sync-fails [PART] | read-only [PART]
///   disk fill-after BYTES | fail-write N | fail-sync N | slow MILLISECONDS
///   disk lose-power       ends the connections and the process, too; also an action for "arm":
///                         power. The number power.linger is how long the process lives on after
///                         its disk, in milliseconds (0)
/// (see store/rocks/fault_file_system.h).
rocksdb::Env* openFaultControl();

#else

inline rocksdb::Env* openFaultControl()
{
    return nullptr;
}

#endif

} // namespace postamt::server
