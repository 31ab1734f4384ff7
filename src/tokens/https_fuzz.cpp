// The first line is a URL, the rest what a server answers, in pieces of the size that the first byte says.
// Properties: a URL that is read is written as one that is read the same; an answer is the same however it
// is cut, and within its limits.
#include "tokens/http_answer.h"
#include "tokens/https_url.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace postamt::tokens;

constexpr std::size_t most = 1000;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::string read(std::string_view text, std::size_t piece)
{
    HttpAnswer answer(most);
    for (; !text.empty() && !answer.isDone(); text.remove_prefix(std::min(piece, text.size()))) {
        if (!answer.take(text.substr(0, piece)))
            return "refused";
    }
    answer.end();
    if (!answer.isDone())
        return "cut off";
    const auto body = answer.takeBody();
    require(body.size() <= most && answer.status() < 1000);
    return std::to_string(answer.status()) + body;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto end = std::min(bytes.find('\n'), bytes.size());
    if (const auto url = HttpsUrl::parse(bytes.substr(0, end))) {
        const auto again = HttpsUrl::parse("https://" + url->authority() + url->target);
        require(again && again->host == url->host && again->port == url->port);
        require(again->target == url->target);
    }
    const auto answer = bytes.substr(std::min(end + 1, bytes.size()));
    require(read(answer, answer.size() + 1) == read(answer, data[0] % 32U + 1));
    return 0;
}
