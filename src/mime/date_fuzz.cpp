#include "mime/date.h"

#include <cstdint>
#include <cstdlib>

// A date that can be read is read back from how we write it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt::mime;
    const auto date = parseDate({reinterpret_cast<const char*>(data), size});
    if (date && date->localDay() > -719'000 && parseDate(formatDate(*date)) != date)
        std::abort();
    return 0;
}
