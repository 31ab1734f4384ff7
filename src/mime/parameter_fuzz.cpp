#include "base/utf8.h"
#include "mime/parameter.h"
#include "mime/transfer_encoding.h"
#include "text/utf8.h"

#include <cstdint>
#include <cstdlib>

// Names are unique, texts are UTF-8, an extended value reads back; a transfer decoder may be fed in
// two pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt;
    using namespace postamt::mime;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto parsed = parseParameterized(input);
    for (const Parameter& parameter : parsed.parameters) {
        if (parameterValue(parsed.parameters, parameter.name) != parameter.value)
            std::abort();
        if (!isUtf8(parameterText(parsed.parameters, parameter.name)))
            std::abort();
    }
    const std::string utf8 = text::repaired(input);
    if (parameterText(
            {
                {"x*", extendedValue(utf8)}
    },
            "x"
        )
        != utf8)
        std::abort();
    for (const Encoding encoding : {Encoding::Base64, Encoding::QuotedPrintable}) {
        TransferDecoder decoder(encoding);
        std::string out;
        const std::size_t cut = size == 0 ? 0 : data[0] % size;
        decoder.feed(input.substr(0, cut), out);
        decoder.feed(input.substr(cut), out);
        decoder.finish(out);
        if (out != decodeTransfer(input, encoding))
            std::abort();
    }
    if (decodeTransfer(encodeBase64Lines(input), Encoding::Base64) != input)
        std::abort();
    return 0;
}
