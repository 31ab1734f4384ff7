#include "store/rocks/crc32c.h"

#include <cstddef>
#include <cstring>
#include <dlfcn.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

// RocksDB sums up every record of its log and every block that it writes or reads. Debian builds it
// for processors without SSE 4.2, where that takes 1.4 us a KB: 15 us for a message, twice and
// more. With the instruction it is a tenth. RocksDB asks its own function by its name, and the
// program's symbols come before those of its libraries: so the function below takes its place, and
// the values are the same. Where it is not asked (another build of RocksDB, another processor)
// nothing changes but the speed.

namespace postamt::store::rocks {

#if defined(__x86_64__)

bool hasCrcInstruction()
{
    static const bool has = __builtin_cpu_supports("sse4.2") != 0;
    return has;
}

__attribute__((target("sse4.2"))) std::uint32_t crc32c(std::uint32_t before, std::string_view bytes)
{
    std::uint64_t sum = ~before;
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        sum = _mm_crc32_u64(sum, word);
    }
    for (; at < bytes.size(); ++at)
        sum = _mm_crc32_u8(static_cast<std::uint32_t>(sum), static_cast<unsigned char>(bytes[at]));
    return ~static_cast<std::uint32_t>(sum);
}

#else

bool hasCrcInstruction()
{
    return false;
}

std::uint32_t crc32c(std::uint32_t before, std::string_view)
{
    return before;
}

#endif

} // namespace postamt::store::rocks

namespace rocksdb::crc32c {

/// As RocksDB declares it in util/crc32c.h.
std::uint32_t Extend(std::uint32_t before, const char* data, std::size_t size);

std::uint32_t Extend(std::uint32_t before, const char* data, std::size_t size)
{
    if (postamt::store::rocks::hasCrcInstruction())
        return postamt::store::rocks::crc32c(before, {data, size});
    static const auto theirs
        = reinterpret_cast<decltype(&Extend)>(::dlsym(RTLD_NEXT, "_ZN7rocksdb6crc32c6ExtendEjPKcm")
        );
    return theirs(before, data, size);
}

} // namespace rocksdb::crc32c

namespace postamt::store::rocks {

bool rocksUsesCrcInstruction()
{
    const auto used = reinterpret_cast<decltype(&rocksdb::crc32c::Extend)>(
        ::dlsym(RTLD_DEFAULT, "_ZN7rocksdb6crc32c6ExtendEjPKcm")
    );
    return hasCrcInstruction() && used == &rocksdb::crc32c::Extend;
}

} // namespace postamt::store::rocks
