#include "imap/proto/sequence_set.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace postamt::imap::proto {

namespace {

void putNumber(std::string& out, std::uint32_t number)
{
    std::array<char, 10> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end);
}

void putRange(std::string& out, NumberRange range)
{
    putNumber(out, range.first);
    if (range.last != range.first) {
        out += ':';
        putNumber(out, range.last);
    }
    out += ',';
}

void dropComma(std::string& out, std::size_t from)
{
    if (out.size() > from)
        out.pop_back();
}

// Takes a seq-number off the front.
std::optional<std::uint32_t> takeNumber(std::string_view& text)
{
    if (text.starts_with('*')) {
        text.remove_prefix(1);
        return SequenceSet::star;
    }
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number == 0)
        return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

} // namespace

NumberSet::NumberSet(std::vector<NumberRange> ranges)
{
    std::ranges::sort(ranges, {}, &NumberRange::first);
    for (const auto range : ranges) {
        // 64 bits, since the greatest number has no successor
        if (!ranges_.empty() && range.first <= std::uint64_t{ranges_.back().last} + 1)
            ranges_.back().last = std::max(ranges_.back().last, range.last);
        else
            ranges_.push_back(range);
    }
}

void NumberSet::append(std::uint32_t number)
{
    if (!ranges_.empty() && ranges_.back().last + 1 == number)
        ranges_.back().last = number;
    else
        ranges_.push_back({number, number});
}

bool NumberSet::contains(std::uint32_t number) const
{
    const auto after = std::ranges::upper_bound(ranges_, number, {}, &NumberRange::first);
    return after != ranges_.begin() && number <= std::prev(after)->last;
}

std::uint64_t NumberSet::count() const
{
    std::uint64_t total = 0;
    for (const auto range : ranges_)
        total += std::uint64_t{range.last} - range.first + 1;
    return total;
}

NumberSet SequenceSet::resolve(std::uint32_t largest) const
{
    std::vector<NumberRange> resolved;
    resolved.reserve(ranges.size());
    for (auto range : ranges) {
        if (range.first == star)
            range.first = largest == 0 ? range.last : largest;
        if (range.last == star)
            range.last = largest == 0 ? range.first : largest;
        if (range.first > range.last)
            std::swap(range.first, range.last);
        if (range.first != 0)
            resolved.push_back(range);
    }
    return NumberSet(std::move(resolved));
}

std::optional<SequenceSet> parseSequenceSet(std::string_view text)
{
    if (text == "$")
        return SequenceSet{.ranges = {}, .saved = true};
    SequenceSet set;
    for (;;) {
        const auto first = takeNumber(text);
        if (!first)
            return {};
        auto last = first;
        if (text.starts_with(':')) {
            text.remove_prefix(1);
            last = takeNumber(text);
            if (!last)
                return {};
        }
        set.ranges.push_back({*first, *last});
        if (text.empty())
            return set;
        if (!text.starts_with(','))
            return {};
        text.remove_prefix(1);
    }
}

void formatNumbers(std::string& out, const NumberSet& set)
{
    const auto from = out.size();
    for (const auto range : set.ranges())
        putRange(out, range);
    dropComma(out, from);
}

void formatNumbers(std::string& out, std::span<const std::uint32_t> numbers)
{
    const auto from = out.size();
    for (std::size_t i = 0; i < numbers.size();) {
        NumberRange range{numbers[i], numbers[i]};
        for (++i; i < numbers.size() && numbers[i] == range.last + 1; ++i)
            range.last = numbers[i];
        putRange(out, range);
    }
    dropComma(out, from);
}

void formatSequenceSet(std::string& out, const SequenceSet& set)
{
    if (set.saved) {
        out += '$';
        return;
    }
    const auto putEnd = [&out](std::uint32_t number) {
        if (number == SequenceSet::star)
            out += '*';
        else
            putNumber(out, number);
    };
    const auto from = out.size();
    for (const auto range : set.ranges) {
        putEnd(range.first);
        if (range.last != range.first) {
            out += ':';
            putEnd(range.last);
        }
        out += ',';
    }
    dropComma(out, from);
}

} // namespace postamt::imap::proto
