#include "spam/weights.h"

#include "base/bytes.h"
#include "spam/features.h"

#include <algorithm>

namespace postamt::spam {

namespace {

constexpr std::uint32_t servicePlaces = 490'000; // of each of the two families, 8 bytes each
constexpr std::uint32_t userPlaces = 31'000;

constexpr std::string_view magic = "PSW1";
constexpr std::uint64_t sumKey = 0x5370'616d'5375'6d31;

std::uint32_t squareOf(Step step)
{
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(step) * step >> 16);
}

// The two forms of a table.
constexpr std::uint64_t sparse = 0;
constexpr std::uint64_t dense = 1;

} // namespace

// In unsigned numbers, in which nothing overflows.
void Place::add(Step step)
{
    sum = static_cast<std::int32_t>(
        static_cast<std::uint32_t>(sum) + static_cast<std::uint32_t>(step)
    );
    squares += squareOf(step);
}

void Place::remove(Step step)
{
    sum = static_cast<std::int32_t>(
        static_cast<std::uint32_t>(sum) - static_cast<std::uint32_t>(step)
    );
    squares -= squareOf(step);
}

bool Place::isFull() const
{
    // A message may come to one place by some of its features: room for 64 full steps.
    constexpr std::int32_t most = 1 << 30;
    constexpr std::uint32_t mostSquares = 3U << 30;
    return sum > most || sum < -most || squares > mostSquares;
}

std::size_t Table::used() const
{
    return static_cast<std::size_t>(std::ranges::count_if(places_, [](const Place& place) {
        return place != Place{};
    }));
}

std::string Table::encode() const
{
    RecordWriter writer;
    writer.number(sparse);
    writer.number(used());
    std::size_t next = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i] == Place{})
            continue;
        writer.number(i - next);
        writer.signedNumber(places_[i].sum);
        writer.number(places_[i].squares);
        next = i + 1;
    }
    std::string out = writer.take();
    if (out.size() <= places_.size() * 8)
        return out;
    out.clear();
    out += static_cast<char>(dense);
    for (const Place& place : places_) {
        putBigEndian(out, static_cast<std::uint32_t>(place.sum));
        putBigEndian(out, place.squares);
    }
    return out;
}

bool Table::decode(std::string_view bytes)
{
    RecordReader reader(bytes);
    std::ranges::fill(places_, Place{});
    const std::uint64_t form = reader.number();
    if (form == dense) {
        for (Place& place : places_) {
            place.sum = static_cast<std::int32_t>(reader.bigEndian<std::uint32_t>());
            place.squares = reader.bigEndian<std::uint32_t>();
        }
        return reader.complete();
    }
    const std::uint64_t count = reader.number();
    if (form != sparse || count > places_.size())
        return false;
    std::size_t next = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t gap = reader.number();
        const std::int64_t sum = reader.signedNumber();
        const auto squares = reader.numberAs<std::uint32_t>();
        if (!reader.ok() || gap >= places_.size() - next || sum != static_cast<std::int32_t>(sum))
            return false;
        next += static_cast<std::size_t>(gap);
        places_[next++] = {static_cast<std::int32_t>(sum), squares};
    }
    return reader.complete();
}

Weights Weights::ofService()
{
    return {Table(servicePlaces), Table(servicePlaces)};
}

Weights Weights::ofUser()
{
    return {Table(userPlaces), Table(0)};
}

std::string encode(const Weights& weights)
{
    RecordWriter writer;
    writer.raw(magic);
    for (const Table* table : {&weights.tokens, &weights.runs}) {
        writer.number(table->size());
        writer.string(table->encode());
    }
    std::string out = writer.take();
    putBigEndian(out, hashOf(out, sumKey));
    return out;
}

Result<Weights> decodeWeights(std::string_view bytes, Weights empty)
{
    constexpr std::size_t sumSize = 8;
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + sumSize)
        return internal("the spam weights are no file of weights of this version");
    const std::string_view content = bytes.substr(0, bytes.size() - sumSize);
    RecordReader sum(bytes.substr(content.size()));
    if (sum.bigEndian<std::uint64_t>() != hashOf(content, sumKey))
        return internal("the spam weights are damaged");
    RecordReader reader(content.substr(magic.size()));
    for (Table* table : {&empty.tokens, &empty.runs}) {
        const std::uint64_t size = reader.number();
        const std::string_view record = reader.string();
        if (size != table->size() || !table->decode(record))
            return internal("the spam weights do not fit");
    }
    if (!reader.complete())
        return internal("the spam weights do not fit");
    return empty;
}

} // namespace postamt::spam
