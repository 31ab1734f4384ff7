#include "base/ascii.h"
#include "base/utf8.h"
#include "mime/encoded_word.h"
#include "text/utf8.h"

#include <cstdint>
#include <cstdlib>

// Decoding gives UTF-8; encoding gives ASCII that decodes to the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt;
    using namespace postamt::mime;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (!isUtf8(decodeWords(input)))
        std::abort();
    const std::string utf8 = text::repaired(input);
    const std::string encoded = encodeWords(utf8);
    if (!isAscii(encoded) || decodeWords(encoded) != utf8 || !isAscii(asciiText(input)))
        std::abort();
    return 0;
}
