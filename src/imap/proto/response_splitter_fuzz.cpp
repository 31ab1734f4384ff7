// Any way of cutting the input gives the same pieces; bytes are neither lost nor invented; what is
// kept stays within the limits.
#include "imap/proto/response_splitter.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace postamt::imap::proto;

namespace {

using Kind = ResponsePiece::Kind;

constexpr ResponseLimits limits{.response = 128, .keptLiteral = 16};

struct Outcome {
    std::string pieces; // each with its kind
    std::string bytes; // as they came

    bool operator==(const Outcome&) const = default;
};

Outcome run(std::string_view input, std::size_t step)
{
    ResponseSplitter splitter(limits);
    Outcome out;
    while (!input.empty()) {
        const std::string bytes(input.substr(0, step));
        input.remove_prefix(bytes.size());
        std::string_view rest = bytes;
        while (const auto piece = splitter.next(rest)) {
            if (piece->kind == Kind::Fault) {
                out.pieces += "[fault]";
                return out;
            }
            out.bytes += piece->text;
            if (piece->kind == Kind::Bytes) {
                out.pieces += piece->text;
                continue;
            }
            if (piece->text.size() > limits.response)
                std::abort();
            out.bytes += "\r\n";
            out.pieces += '[' + std::to_string(static_cast<int>(piece->kind)) + ' '
                + std::to_string(piece->literal.size) + std::string(piece->text) + ']';
        }
        if (!rest.empty())
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
    if (!input.starts_with(whole.bytes))
        std::abort();
    return 0;
}
