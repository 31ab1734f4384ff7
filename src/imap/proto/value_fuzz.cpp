// The small values of the grammar. Properties: what is read is written and read again as the same;
// a set of numbers holds what it was made of, and costs by range.
#include "base/encoding.h"
#include "imap/proto/authenticate.h"
#include "imap/proto/date_time.h"
#include "imap/proto/literal.h"
#include "imap/proto/section.h"
#include "imap/proto/sequence_set.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::imap::proto;

namespace {

void require(bool truth)
{
    if (!truth)
        std::abort();
}

void sets(std::string_view text, std::uint32_t largest)
{
    const auto set = parseSequenceSet(text);
    if (!set)
        return;
    std::string written;
    formatSequenceSet(written, *set);
    require(parseSequenceSet(written) == set && written.size() <= text.size());
    const auto numbers = set->resolve(largest);
    require(numbers.ranges().size() <= set->ranges.size());
    std::uint64_t before = 0;
    for (const auto& range : numbers.ranges()) {
        require(range.first <= range.last && range.first > before + (before == 0 ? 0U : 1U));
        require(numbers.contains(range.first) && numbers.contains(range.last));
        require(range.last == 0xffffffff || !numbers.contains(range.last + 1));
        before = range.last;
    }
    if (numbers.isEmpty())
        return;
    std::string plain;
    formatNumbers(plain, numbers);
    const auto again = parseSequenceSet(plain);
    require(again && again->resolve(largest) == numbers);
}

void dates(std::string_view text)
{
    if (const auto date = parseDate(text)) {
        std::string written;
        formatDate(written, *date);
        require(parseDate(written) == date && dateOf({startOf(*date), 0}) == *date);
    }
    if (const auto moment = parseDateTime(text)) {
        std::string written;
        formatDateTime(written, *moment);
        require(written.size() == 28);
        const auto again = parseDateTime(std::string_view(written).substr(1, 26));
        require(again.has_value());
        const auto year = dateOf(*moment).year;
        require(again == moment || year < 1 || year > 9999);
    }
}

void sections(std::string_view text)
{
    Lexer lexer(text);
    const auto section = parseSection(lexer);
    if (!lexer.ok())
        return;
    std::string written;
    Writer writer(written);
    formatSection(writer, section);
    Lexer second(written);
    require(parseSection(second) == section && second.ok() && second.atEnd());
    require(section.part.size() <= maxSectionDepth);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    sets(text, data[0]);
    sets(text, 0xffffffffU - data[0]);
    dates(text);
    sections(text);
    if (const auto response = parseSaslResponse(text); response && *response)
        require(postamt::base64Encode(**response) == text || text == "=");
    return 0;
}
