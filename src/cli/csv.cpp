#include "cli/csv.h"

#include <fmt/format.h>

namespace postamt::cli {

namespace {

/// Reads one field from the front of the text; nothing if its quote does not end.
bool takeField(std::string_view& rest, std::string& field, std::size_t& line)
{
    if (!rest.starts_with('"')) {
        field = rest.substr(0, rest.find_first_of(",\n"));
        rest.remove_prefix(field.size());
        // The CR of a CRLF, not one in the middle.
        if (field.ends_with('\r') && !rest.starts_with(','))
            field.pop_back();
        return true;
    }
    rest.remove_prefix(1);
    for (;;) {
        const auto quote = rest.find('"');
        if (quote == std::string_view::npos)
            return false;
        field += rest.substr(0, quote);
        rest.remove_prefix(quote + 1);
        if (!rest.starts_with('"'))
            break;
        field += '"';
        rest.remove_prefix(1);
    }
    for (const char c : field)
        line += c == '\n' ? 1U : 0U;
    if (rest.starts_with('\r'))
        rest.remove_prefix(1);
    return rest.empty() || rest.starts_with(',') || rest.starts_with('\n');
}

} // namespace

Result<std::vector<CsvRow>> parseCsv(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    std::vector<CsvRow> rows;
    for (std::size_t line = 1; !text.empty(); ++line) {
        CsvRow row{.line = line, .fields = {}};
        for (;;) {
            if (!takeField(text, row.fields.emplace_back(), line))
                return bad(fmt::format("line {}: a quoted field does not end well", row.line));
            if (!text.starts_with(','))
                break;
            text.remove_prefix(1);
        }
        if (text.starts_with('\n'))
            text.remove_prefix(1);
        if (row.fields.size() > 1 || !row.fields.front().empty())
            rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace postamt::cli
