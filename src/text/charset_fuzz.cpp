#include "base/utf8.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <cstdint>
#include <cstdlib>

// The first line names the charset, the rest is text. Whatever comes in, UTF-8 comes out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt;
    using namespace postamt::text;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string_view rest = input.substr(std::min(line + 1, input.size()));
    const std::string utf8 = toUtf8(rest, input.substr(0, line));
    const std::string fold = folded(rest);
    if (!isUtf8(utf8) || !isUtf8(fold) || !isUtf8(repaired(input)) || !isUtf8(truncated(utf8, 7)))
        std::abort();
    if (folded(fold) != fold)
        std::abort();
    return 0;
}
