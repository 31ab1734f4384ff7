#include "base/utf8.h"
#include "cli/csv.h"
#include "cli/request.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt;
using namespace postamt::cli;

namespace {

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::string written(const std::vector<CsvRow>& rows)
{
    std::string out;
    for (const auto& row : rows) {
        for (const auto& field : row.fields) {
            out += '"';
            for (const char c : field)
                out += c == '"' ? "\"\"" : std::string(1, c);
            out += "\",";
        }
        out.back() = '\n';
    }
    return out;
}

/// A field in every row, and the same from what is written for them.
void tables(std::string_view input)
{
    const auto rows = parseCsv(input);
    if (!rows)
        return;
    for (const auto& row : *rows)
        require(row.line > 0 && !row.fields.empty());
    const auto again = parseCsv(written(*rows));
    require(again && again->size() == rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i)
        require((*again)[i].fields == (*rows)[i].fields);
}

} // namespace

/// A request that parses comes out the same after being written and read again, a reply too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (const auto request = parseRequest(input)) {
        const auto again = parseRequest(formatRequest(*request));
        if (!again || *again != *request)
            std::abort();
    }
    (void)parseReply(input);
    if (isUtf8(input)) {
        const auto reply = parseReply(formatReply(std::string(input)));
        require(reply && *reply == input);
    }
    tables(input);
    return 0;
}
