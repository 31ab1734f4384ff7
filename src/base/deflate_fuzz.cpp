// Any bytes as a DEFLATE stream: cut anywhere they give the same, and the memory is bounded by the
// room. What we compress comes back.
#include "base/deflate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;

// A stream of some KB can stand for some MB; more of the same shows nothing new.
constexpr std::size_t enough = 1'000'000;

std::string inflated(std::string_view bytes, std::size_t step)
{
    Inflater inflater;
    std::string out;
    std::array<char, 1000> room{};
    for (std::size_t at = 0; at < bytes.size() && out.size() < enough; at += step) {
        inflater.feed(bytes.substr(at, step));
        for (;;) {
            const auto got = inflater.take(room.data(), room.size());
            if (!got)
                return out;
            if (*got > room.size())
                std::abort();
            if (*got == 0 || out.size() >= enough)
                break;
            out.append(room.data(), *got);
        }
    }
    out.resize(std::min(out.size(), enough));
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    auto whole = inflated(text, text.size() + 1);
    whole.resize(std::min(whole.size(), enough));
    if (inflated(text, data[0] + std::size_t{1}) != whole)
        std::abort();
    Deflater deflater;
    std::string wire;
    for (std::size_t at = 0; at < text.size(); at += data[0] + std::size_t{1}) {
        if (!deflater.compress(text.substr(at, data[0] + std::size_t{1}), wire))
            std::abort();
    }
    if (text.size() < enough && inflated(wire, 17) != text)
        std::abort();
    return 0;
}
