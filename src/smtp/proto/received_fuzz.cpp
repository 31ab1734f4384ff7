// Whatever a client says of itself goes into one header field. Properties: the field has four
// lines, folded; nothing in it ends it, begins another or lengthens a line without end.
#include "smtp/proto/received.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt::smtp::proto;

constexpr std::string_view date = "Mon, 2 Mar 2026 10:00:00 +0000";

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::string_view takeLine(std::string_view& input)
{
    const auto end = std::min(input.find('\n'), input.size());
    const auto line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return line;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    Received received;
    const auto has = [choice = data[0]](unsigned bit) { return (choice & bit) != 0; };
    received.protocol = {has(1), has(2), has(4), has(8), has(16)};
    received.helloName = takeLine(input);
    received.address = takeLine(input);
    received.hostName = "mail.example.test";
    received.id = takeLine(input);
    if (has(32))
        received.recipient = std::string(input);
    received.date = date;
    auto field = formatReceived(received);
    const auto limit = 1000 + input.size() + received.id.size();
    require(field.starts_with("Received: from ") && field.ends_with(std::string(date) + "\r\n"));
    require(field.size() < limit);
    require(std::ranges::count(field, '\n') == (has(32) ? 4 : 3));
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto c = static_cast<unsigned char>(field[i]);
        require((c >= 0x20 && c != 0x7f) || c == '\t' || c == '\r' || c == '\n');
        require(c != '\r' || field[i + 1] == '\n');
        require(
            c != '\n' || (field[i - 1] == '\r' && (i + 1 == field.size() || field[i + 1] == '\t'))
        );
    }
    return 0;
}
