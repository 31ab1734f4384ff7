// Any bytes of a client. Properties: any split gives the same lines; every line is a command or an
// -ERR whose bytes are one line; every reply that is read is read again from its own form.
#include "pop/proto/command.h"
#include "pop/proto/splitter.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace {

using namespace postamt;
using namespace postamt::pop::proto;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::vector<std::string> linesOf(std::string_view bytes, std::size_t step)
{
    Splitter splitter;
    std::vector<std::string> out;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        splitter.feed(bytes.substr(at, step));
        while (const auto line = splitter.next()) {
            out.push_back(std::to_string(static_cast<int>(line->fault)) + std::string(line->text));
            require(
                line->text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos
            );
            if (line->fault != LineFault::None)
                continue;
            if (const auto command = parseCommand(line->text); !command) {
                const auto text = command.error().format();
                require(text.starts_with("-ERR ") && text.find('\n') == text.size() - 1);
            }
            if (const auto reply = parseReply(line->text); reply && line->text.size() < 400) {
                const auto text = reply->format();
                require(parseReply(std::string_view(text).substr(0, text.size() - 2)) == reply);
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
    const auto whole = linesOf(bytes, bytes.size() + 1);
    require(whole == linesOf(bytes, 1));
    require(whole == linesOf(bytes, static_cast<unsigned char>(input[0]) % 32 + 1U));
    return 0;
}
