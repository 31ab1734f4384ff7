// Any way of cutting the input gives the same pieces, and what is kept stays within the limits.
#include "imap/proto/splitter.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::imap::proto;

namespace {

SplitterLimits smallLimits()
{
    auto limits = SplitterLimits::afterLogin(64);
    limits.line = 128;
    limits.command = 256;
    limits.literals = 3;
    limits.nonSyncLiteral = 100;
    limits.bodies = 3;
    limits.skippable = 200;
    return limits;
}

std::string run(std::string_view input, std::size_t step)
{
    const auto limits = smallLimits();
    Splitter splitter(limits);
    std::string out;
    while (!input.empty()) {
        const auto bytes = input.substr(0, step);
        splitter.feed(bytes);
        input.remove_prefix(bytes.size());
        while (const auto piece = splitter.next()) {
            if (piece->text.size() > limits.command + 2)
                std::abort();
            if (piece->kind == Piece::Kind::BodyBytes) {
                out += piece->bytes;
                continue;
            }
            out += '[' + std::to_string(static_cast<int>(piece->kind)) + piece->text
                + piece->error.text + ']';
        }
        if (splitter.pending() > limits.line + 2 + bytes.size())
            std::abort();
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = run(input, size);
    if (run(input, 1) != whole || run(input, 1 + data[0] % 16U) != whole)
        std::abort();
    return 0;
}
