#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::cli {

inline constexpr std::size_t tarBlock = 512;
/// The longest name of a file in an archive.
inline constexpr std::size_t tarNameLimit = 100;
/// The largest file: eleven octal digits.
inline constexpr std::uint64_t tarSizeLimit = (std::uint64_t{1} << 33) - 1;

/// What stands before a file in a tar archive (POSIX.1-1988 "ustar"): regular files only, with a
/// name that stays inside the folder where it is unpacked.
struct TarHeader {
    std::string name; ///< with '/' between folders
    std::uint64_t size = 0; ///< bytes
    UnixSeconds modified = 0;

    bool operator==(const TarHeader&) const = default;
};

/// True if a name is relative, of printable ASCII, at most tarNameLimit long, without empty parts
/// and without "." and "..".
bool isSafeName(std::string_view name);

/// One block. Bad if the name is not safe or the file too large.
Result<std::string> formatTarHeader(const TarHeader& header);

/// Reads one block. Bad if it is none that formatTarHeader() makes.
Result<TarHeader> parseTarHeader(std::string_view block);

/// The bytes that fill the last block of a file.
constexpr std::size_t tarPadding(std::uint64_t size)
{
    return (tarBlock - size % tarBlock) % tarBlock;
}

} // namespace postamt::cli
