#include "mutator.h"

#include <algorithm>
#include <cstring>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

namespace postamt::fuzz {

namespace {

constexpr std::size_t headSize = 2; ///< how the input is played

using Lines = std::vector<std::string>;

Lines linesOf(std::string_view text)
{
    Lines out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return out;
}

class Change {
public:
    Change(std::span<const std::string_view> phrases, std::uint32_t seed)
        : phrases_(phrases), random_(seed)
    {
    }

    std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

    void apply(Lines& lines)
    {
        const auto place = below(lines.size() + 1);
        const auto at = lines.begin() + static_cast<std::ptrdiff_t>(place);
        switch (below(8)) {
        case 0:
        case 1:
        case 2:
            lines.insert(at, phrase());
            return;
        case 3:
            if (at != lines.end())
                lines.erase(at);
            return;
        case 4:
            if (at != lines.end())
                lines.insert(at, std::string(*at));
            return;
        case 5:
            if (at != lines.end())
                std::swap(*at, lines[below(lines.size())]);
            return;
        case 6:
            if (at != lines.end())
                exchangeWord(*at, phrase());
            return;
        default:
            if (at != lines.end())
                countLiteral(lines, place);
        }
    }

private:
    std::string phrase()
    {
        static constexpr std::string_view actions[]
            = {"\xff|",
               "\xff"
               "d",
               "\xff"
               "x",
               "\xff"
               "f",
               "\xff"
               "t",
               "\xff"
               "e",
               "\xff"
               "w",
               "\xff"
               "s"};
        if (below(12) == 0)
            return std::string(actions[below(std::size(actions))]);
        return std::string(phrases_[below(phrases_.size())]) + "\r\n";
    }

    /// Puts a word of another line in the place of one.
    void exchangeWord(std::string& line, const std::string& other)
    {
        const auto cut = [this](const std::string& text) {
            const auto from = text.find(' ', below(text.size()));
            const auto begin = from == std::string::npos ? 0 : from + 1;
            const auto end = std::min(text.find_first_of(" )\r\n", begin), text.size());
            return std::pair(begin, end - begin);
        };
        const auto [at, size] = cut(line);
        const auto [from, count] = cut(other);
        line.replace(at, size, other, from, count);
    }

    /// "{9}" at the end of a line becomes the size of what follows up to some later line end.
    void countLiteral(Lines& lines, std::size_t place)
    {
        auto& line = lines[place];
        const auto open = line.rfind('{');
        const auto close = line.rfind('}');
        if (open == std::string::npos || close == std::string::npos || close < open)
            return;
        std::size_t size = 0;
        const auto last = std::min(place + 1 + below(4), lines.size() - 1);
        for (auto i = place + 1; i <= last; ++i)
            size += lines[i].size();
        size -= std::min<std::size_t>(size, 2); // the CRLF behind the literal ends the command
        const bool isNonSync = line[close - 1] == '+' || below(2) == 0;
        line.replace(open + 1, close - open - 1, std::to_string(size) + (isNonSync ? "+" : ""));
    }

    std::span<const std::string_view> phrases_;
    std::minstd_rand random_;
};

} // namespace

std::string
LineMutator::mutated(std::string_view input, std::size_t limit, std::uint32_t seed) const
{
    Change change(phrases_, seed);
    std::string out(input.substr(0, headSize));
    out.resize(headSize, '\0');
    auto lines = linesOf(input.substr(std::min(headSize, input.size())));
    for (auto count = 1 + change.below(3); count > 0; --count)
        change.apply(lines);
    for (const auto& line : lines)
        out += line;
    if (out.size() > limit)
        out.resize(limit);
    return out;
}

std::size_t mutateLines(
    std::span<const std::string_view> phrases,
    std::uint8_t* data,
    std::size_t size,
    std::size_t limit,
    std::uint32_t seed
)
{
    if (limit < headSize)
        return LLVMFuzzerMutate(data, size, limit);
    if (seed % 4 != 0) {
        const std::string_view input(reinterpret_cast<const char*>(data), size);
        const auto out = LineMutator(phrases).mutated(input, limit, seed / 4);
        std::memcpy(data, out.data(), out.size());
        size = out.size();
    }
    return seed % 4 < 2 ? LLVMFuzzerMutate(data, size, limit) : size;
}

} // namespace postamt::fuzz
