#pragma once

#include <cstdint>
#include <string_view>

namespace postamt::store::rocks {

/// Whether this processor has an instruction for CRC-32C.
bool hasCrcInstruction();

/// CRC-32C (RFC 3720 appendix B.4) of what had the checksum `before` (0: of nothing) and `bytes`
/// behind it, by that instruction. Only where there is one.
std::uint32_t crc32c(std::uint32_t before, std::string_view bytes);

/// Whether RocksDB takes its checksums from here: see crc32c.cpp.
bool rocksUsesCrcInstruction();

} // namespace postamt::store::rocks
