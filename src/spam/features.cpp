#include "spam/features.h"

#include <algorithm>
#include <cstring>

namespace postamt::spam {

namespace {

// More than twice as many places as there can be features, so that a search ends soon.
constexpr std::size_t places = 1U << 14;
static_assert(places > 2 * (FeatureSet::maxTokens + FeatureSet::maxRuns));

constexpr std::uint64_t mixed(std::uint64_t x)
{
    x ^= x >> 32;
    x *= 0xd6e8'feb8'6659'fd93;
    x ^= x >> 32;
    x *= 0xd6e8'feb8'6659'fd93;
    x ^= x >> 32;
    return x;
}

constexpr std::uint32_t numberOf(std::uint64_t hash)
{
    const auto number = static_cast<std::uint32_t>(hash >> 32);
    return number == 0 ? 1 : number;
}

} // namespace

std::uint64_t hashOf(std::string_view bytes, std::uint64_t key)
{
    std::uint64_t hash = key ^ (bytes.size() * 0x9e37'79b9'7f4a'7c15);
    while (bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), 8);
        hash = mixed(hash ^ word);
        bytes.remove_prefix(8);
    }
    std::uint64_t word = 0;
    if (!bytes.empty())
        std::memcpy(&word, bytes.data(), bytes.size());
    return mixed(hash ^ word ^ 0xa076'1d64'78bd'642f);
}

FeatureSet::FeatureSet(std::uint64_t key, bool keepsTexts)
    : key_(key), keepsTexts_(keepsTexts), seen_(places, 0)
{
    tokens_.reserve(maxTokens);
    runs_.reserve(maxRuns);
}

bool FeatureSet::isNew(std::uint32_t hash)
{
    for (std::size_t i = hash % places;; i = (i + 1) % places) {
        if (seen_[i] == hash)
            return false;
        if (seen_[i] == 0) {
            seen_[i] = hash;
            return true;
        }
    }
}

void FeatureSet::add(Group group, std::string_view name, std::string_view text)
{
    if (isFull())
        return;
    const auto hash = numberOf(hashOf(text, hashOf(name, key_)));
    if (!isNew(hash))
        return;
    tokens_.push_back({hash, group});
    if (keepsTexts_)
        texts_.push_back({hash, std::string(name).append(":").append(text)});
}

void FeatureSet::addRuns(std::string_view bytes)
{
    for (std::size_t i = 0; i + 4 <= bytes.size() && runs_.size() < maxRuns; ++i) {
        std::uint32_t run = 0;
        std::memcpy(&run, bytes.data() + i, 4);
        const auto hash = numberOf(mixed(key_ ^ run ^ 0x5bd1'e995'0000'0000));
        if (isNew(hash))
            runs_.push_back(hash);
    }
}

} // namespace postamt::spam
