#pragma once

#include <cstddef>
#include <string_view>

// What the writer and the reader of a backup have in common. See docs/backup.md.
namespace postamt::cli {

/// The first member: "postamt backup format 1\nmade SECONDS\n".
inline constexpr std::string_view backupIntroName = "postamt-backup";
inline constexpr std::string_view backupIntro = "postamt backup format ";
inline constexpr std::string_view backupMade = "\nmade ";
inline constexpr unsigned backupFormat = 1;

/// The last one: for every other a line of 64 hexadecimal digits, two spaces and the name, as
/// `b2sum -l 256 -c` reads them.
inline constexpr std::string_view backupSumsName = "checksums";

/// Read and written at once, bytes.
inline constexpr std::size_t backupPiece = std::size_t{256} << 10;

} // namespace postamt::cli
