// Any bytes of a server. Properties: any split gives the same replies; what was read is read again
// from its own form, unless that had to be folded.
#include "smtp/proto/ehlo.h"

#include <cstdlib>
#include <vector>

namespace {

using namespace postamt::smtp::proto;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::vector<Reply> repliesOf(std::string_view bytes, std::size_t step)
{
    ReplyParser parser;
    std::vector<Reply> out;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        parser.feed(bytes.substr(at, step));
        while (true) {
            const auto reply = parser.next();
            if (!reply || !*reply)
                break;
            out.push_back(**reply);
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
    const auto whole = repliesOf(bytes, bytes.size() + 1);
    require(whole == repliesOf(bytes, static_cast<unsigned char>(input[0]) % 16 + 1U));
    for (const auto& reply : whole) {
        const auto extensions = parseEhlo(reply);
        require(parseEhlo(formatEhlo("x", extensions)) == extensions);
        std::size_t longest = 0;
        for (std::size_t start = 0; start <= reply.text.size();) {
            const auto end = std::min(reply.text.find('\n', start), reply.text.size());
            longest = std::max(longest, end - start);
            start = end + 1;
        }
        if (longest > 400)
            continue;
        const auto again = repliesOf(reply.format(), 1);
        require(again.size() == 1 && again[0] == reply);
    }
    return 0;
}
