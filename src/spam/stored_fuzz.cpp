#include "spam/verdict.h"
#include "spam/weights.h"

#include <cstdint>
#include <cstdlib>

// Records that are read are refused, or come out the same when they are written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt::spam;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (const auto verdict = decodeVerdict(input);
        verdict && decodeVerdict(encode(*verdict)) != verdict)
        std::abort();
    if (const auto lesson = decodeLesson(input); lesson && decodeLesson(encode(*lesson)) != lesson)
        std::abort();
    Table table(100);
    if (table.decode(input)) {
        Table again(100);
        if (!again.decode(table.encode()) || again != table)
            std::abort();
    }
    if (decodeWeights(input, Weights::ofUser()) && size < 12)
        std::abort();
    return 0;
}
