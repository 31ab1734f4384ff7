#include "cli/csv.h"
#include "cli/request.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::cli;

/// A request that parses comes out the same after being written and read again; a table has a field
/// in every row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (const auto request = parseRequest(input)) {
        const auto again = parseRequest(formatRequest(*request));
        if (!again || *again != *request)
            std::abort();
    }
    (void)parseReply(input);
    if (const auto rows = parseCsv(input)) {
        for (const auto& row : *rows) {
            if (row.line == 0 || row.fields.empty())
                std::abort();
        }
    }
    return 0;
}
