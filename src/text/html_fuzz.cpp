#include "base/utf8.h"
#include "text/html.h"
#include "text/utf8.h"

#include <cstdint>
#include <cstdlib>

// Output is bounded, and a smaller bound gives a beginning of the larger result.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt;
    using namespace postamt::text;
    const std::string input = repaired({reinterpret_cast<const char*>(data), size});
    const std::string all = htmlToText(input, input.size() * 3 + 16);
    const std::string some = htmlToText(input, 20);
    if (some.size() > 20 || !all.starts_with(some) || !isUtf8(all))
        std::abort();
    return 0;
}
