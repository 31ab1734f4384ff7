#include "work.h"

#include <algorithm>
#include <ctime>
#include <limits>

namespace postamt::doubling {

namespace {

constexpr std::size_t factor = 8;
constexpr double allowed = 3.0 * factor;

/// Below this a measurement says nothing; the larger input is at least eight times it.
constexpr double worthMeasuring = 0.002;
constexpr std::size_t smallest = 2'000;
constexpr std::size_t largest = 500'000;

double seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double cost(const Parse& parse, const std::string& input, int runs)
{
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < runs; ++i) {
        const auto begin = seconds();
        parse(input);
        least = std::min(least, seconds() - begin);
    }
    return least;
}

} // namespace

std::string repeated(std::string_view text, std::size_t count)
{
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        out += text;
    return out;
}

bool isLinear(const Nasty& nasty, const Parse& parse, std::string& shown)
{
    std::size_t size = smallest;
    while (size < largest && cost(parse, nasty(size), 1) < worthMeasuring)
        size *= 2;
    const auto small = nasty(size);
    const auto large = nasty(size * factor);
    for (int i = 0; i < 4; ++i) {
        const auto one = std::max(cost(parse, small, 3), worthMeasuring / 4);
        const auto many = cost(parse, large, 2);
        shown = std::to_string(small.size()) + " bytes took " + std::to_string(one * 1e3) + " ms, "
            + std::to_string(large.size()) + " took " + std::to_string(many * 1e3);
        if (many <= allowed * one)
            return true;
    }
    return false;
}

} // namespace postamt::doubling
