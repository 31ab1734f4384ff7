// Any bytes of a client, as lines, DATA and BDAT. Properties: any split gives the same items; a
// body without fault has CRLF only and the size told; only CRLF.CRLF ends DATA.
#include "smtp/proto/splitter.h"

#include <cstdlib>
#include <vector>

namespace {

using namespace postamt;
using namespace postamt::smtp::proto;

constexpr std::uint64_t limit = 300;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

void checkBody(const std::string& body, const BodyEnd& end)
{
    if (end.fault != BodyFault::None)
        return;
    require(body.size() == end.size && end.size <= limit);
    require(body.find('\0') == std::string::npos);
    for (std::size_t i = 0; i < body.size(); ++i) {
        require(body[i] != '\r' || (i + 1 < body.size() && body[i + 1] == '\n'));
        require(body[i] != '\n' || (i > 0 && body[i - 1] == '\r'));
    }
}

// What was seen, as text. Lines "D", "B<digit>", "L<digit>" and "T" change the mode as commands
// would.
std::vector<std::string> itemsOf(std::string_view bytes, std::size_t step)
{
    Splitter splitter;
    std::vector<std::string> out;
    std::string body;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        splitter.feed(bytes.substr(at, step));
        while (const auto item = splitter.next()) {
            if (const auto* piece = std::get_if<BodyPiece>(&*item)) {
                require(!piece->bytes.empty());
                body += piece->bytes;
            } else if (const auto* chunk = std::get_if<ChunkEnd>(&*item)) {
                out.push_back(
                    "chunk " + std::to_string(static_cast<int>(chunk->fault)) + ' '
                    + std::to_string(chunk->size)
                );
            } else if (const auto* end = std::get_if<BodyEnd>(&*item)) {
                checkBody(body, *end);
                out.push_back(
                    "end " + std::to_string(static_cast<int>(end->fault)) + ' '
                    + std::to_string(end->size)
                );
                out.push_back(end->fault == BodyFault::None ? body : "");
                body.clear();
            } else {
                const auto& line = std::get<Line>(*item);
                out.push_back(
                    "line " + std::to_string(static_cast<int>(line.fault)) + std::string(line.text)
                );
                const auto size
                    = line.text.size() > 1 ? static_cast<unsigned char>(line.text[1]) : 0U;
                if (line.text.starts_with('D')) {
                    splitter.forgetBody();
                    body.clear();
                    splitter.beginData(limit);
                } else if (line.text.starts_with('B') || line.text.starts_with('L')) {
                    splitter.beginChunk(size, line.text[0] == 'L', limit);
                } else if (line.text.starts_with('S')) {
                    splitter.skipChunk(size);
                } else if (line.text.starts_with('A')) {
                    splitter.expectAuthAnswer();
                }
            }
        }
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto bytes = input.substr(1);
    const auto whole = itemsOf(bytes, bytes.size() + 1);
    require(whole == itemsOf(bytes, 1));
    require(whole == itemsOf(bytes, static_cast<unsigned char>(input[0]) % 32 + 1U));
    return 0;
}
