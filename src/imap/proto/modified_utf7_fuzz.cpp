// Modified UTF-7 that decodes is in its only form, and UTF-8 survives the way there and back.
#include "base/utf8.h"
#include "imap/proto/mailbox_name.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::imap::proto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto decoded = decodeModifiedUtf7(text);
    if (decoded && (!postamt::isUtf8(*decoded) || encodeModifiedUtf7(*decoded) != text))
        std::abort();
    const auto back = decodeModifiedUtf7(encodeModifiedUtf7(text));
    if (!back || (postamt::isUtf8(text) && *back != text))
        std::abort();
    return 0;
}
