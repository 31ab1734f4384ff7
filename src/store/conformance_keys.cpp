#include "store/conformance.h"

#include <fmt/core.h>

#include <algorithm>

namespace postamt::store {

namespace {

using namespace std::string_literals;

constexpr Partition one(1);
constexpr Partition two(2);

using Keys = std::vector<std::string>;

} // namespace

TEST_P(EngineConformance, AnEmptyStoreHasNothing)
{
    EXPECT_EQ(engine().version(one).value(), Version(0));
    EXPECT_EQ(get(one, "key"), "(none)");
    EXPECT_EQ(keys(one), Keys());
    const auto none = [](Partition, Version) -> bool { throw std::runtime_error("a partition"); };
    EXPECT_TRUE(engine().partitions(none));
}

TEST_P(EngineConformance, PutsOverwritesAndRemoves)
{
    put(one, "a", "1");
    put(one, "b", "2");
    EXPECT_EQ(get(one, "a"), "1");
    put(one, "a", "3");
    EXPECT_EQ(get(one, "a"), "3");
    Batch batch = batchFor(one);
    batch.removes = {"a", "never there"};
    mustCommit(std::move(batch));
    EXPECT_EQ(get(one, "a"), "(none)");
    EXPECT_EQ(get(one, "b"), "2");
    EXPECT_EQ(engine().version(one).value(), Version(4));
}

TEST_P(EngineConformance, RemovesComeBeforePutsAndTheLastPutCounts)
{
    put(one, "a", "old");
    Batch batch = batchFor(one);
    batch.removes = {"a"};
    batch.puts = {
        {"a", "first"},
        {"a", "last" }
    };
    mustCommit(std::move(batch));
    EXPECT_EQ(get(one, "a"), "last");
}

TEST_P(EngineConformance, KeysAndValuesAreAnyBytes)
{
    const std::string all = [] {
        std::string bytes;
        for (int i = 0; i < 256; ++i)
            bytes += static_cast<char>(i);
        return bytes;
    }();
    const Records expected = {
        {"", "the empty key"},
        {"\0"s, "zero"},
        {"\0\0"s, all},
        {all, ""},
        {"a", "\0"s},
        {"a\0"s, "\xff"s},
        {"\x7f", all + all},
        {"\x80", "high"},
        {"\xff", ""},
        {"\xff\xff\xff", "ff"},
        {std::string(900, '\xff'), "long"},
    };
    Batch batch = batchFor(one);
    for (const auto& [key, value] : expected)
        batch.puts.push_back({key, value});
    std::ranges::reverse(batch.puts);
    mustCommit(std::move(batch));
    for (const auto& [key, value] : expected)
        EXPECT_EQ(get(one, key), value);
    EXPECT_EQ(records(one), expected);
    EXPECT_EQ(keys(one, KeyRange::withPrefix("\xff")).size(), 3U);
    EXPECT_EQ(keys(one, KeyRange::withPrefix("a")), (Keys{"a", "a\0"s}));
    EXPECT_EQ(keys(one, KeyRange::withPrefix("")).size(), expected.size());
}

TEST_P(EngineConformance, ScansKeepTheirBounds)
{
    for (const char* key : {"b", "d", "f"})
        put(one, key, key);
    EXPECT_EQ(keys(one), (Keys{"b", "d", "f"}));
    EXPECT_EQ(keys(one, {"b", "f"}), (Keys{"b", "d"}));
    EXPECT_EQ(keys(one, {"a", "e"}), (Keys{"b", "d"}));
    EXPECT_EQ(keys(one, {"c", ""}), (Keys{"d", "f"}));
    EXPECT_EQ(keys(one, {"d", "d\0"s}), (Keys{"d"}));
    EXPECT_EQ(keys(one, {"d", "d"}), Keys());
    EXPECT_EQ(keys(one, {"f", "b"}), Keys());
    EXPECT_EQ(keys(one, {"g", ""}), Keys());
    EXPECT_EQ(keys(one, {"", "b"}), Keys());
}

TEST_P(EngineConformance, ScansDescend)
{
    for (const char* key : {"b", "d", "f"})
        put(one, key, key);
    const auto down = Order::Descending;
    EXPECT_EQ(keys(one, {}, down), (Keys{"f", "d", "b"}));
    EXPECT_EQ(keys(one, {"b", "f"}, down), (Keys{"d", "b"}));
    EXPECT_EQ(keys(one, {"c", "g"}, down), (Keys{"f", "d"}));
    EXPECT_EQ(keys(one, {"c", ""}, down), (Keys{"f", "d"}));
    EXPECT_EQ(keys(one, {"d", "d"}, down), Keys());
    EXPECT_EQ(keys(one, {"f", "b"}, down), Keys());
    EXPECT_EQ(keys(one, {"", "b"}, down), Keys());
}

TEST_P(EngineConformance, AScanEndsWhenTheVisitorHasEnough)
{
    for (const char* key : {"a", "b", "c"})
        put(one, key, key);
    Keys seen;
    const auto takeTwo = [&](std::string_view key, std::string_view) {
        seen.emplace_back(key);
        return seen.size() < 2;
    };
    ASSERT_TRUE(engine().scan(one, {}, takeTwo));
    EXPECT_EQ(seen, (Keys{"a", "b"}));
    seen.clear();
    ASSERT_TRUE(engine().scan(one, {}, takeTwo, Order::Descending));
    EXPECT_EQ(seen, (Keys{"c", "b"}));
}

TEST_P(EngineConformance, AScanSeesOneStateAlsoIfItsVisitorReadsAndCommits)
{
    for (const char* key : {"a", "b", "c"})
        put(one, key, "old");
    Records seen;
    const auto visit = [&](std::string_view key, std::string_view value) {
        seen.emplace_back(key, value);
        if (key == "a") {
            Batch batch = batchFor(one);
            batch.puts = {
                {"b",  "new"},
                {"bb", "new"}
            };
            batch.removes = {"c"};
            mustCommit(std::move(batch));
            EXPECT_EQ(get(one, "b"), "new");
        }
        return true;
    };
    ASSERT_TRUE(engine().scan(one, {}, visit));
    EXPECT_EQ(
        seen,
        (Records{
            {"a", "old"},
            {"b", "old"},
            {"c", "old"}
    })
    );
    EXPECT_EQ(keys(one), (Keys{"a", "b", "bb"}));
}

TEST_P(EngineConformance, PartitionsAreIsolated)
{
    const std::vector<Partition> all
        = {Partition(0), one, two, Partition(255), Partition(256), Partition(~0ULL)};
    for (const Partition partition : all)
        for (const char* key : {"", "k", "\xff\xff"})
            put(partition, key, std::to_string(partition.value));
    for (const Partition partition : all) {
        const std::string value = std::to_string(partition.value);
        const Records up = {
            {"",         value},
            {"k",        value},
            {"\xff\xff", value}
        };
        const Records down = {
            {"\xff\xff", value},
            {"k",        value},
            {"",         value}
        };
        EXPECT_EQ(records(partition), up);
        EXPECT_EQ(records(partition, {}, Order::Descending), down);
        EXPECT_EQ(engine().version(partition).value(), Version(3));
    }
    Batch batch = batchFor(one);
    batch.removes = {"", "k", "\xff\xff"};
    mustCommit(std::move(batch));
    EXPECT_EQ(keys(one), Keys());
    EXPECT_EQ(keys(two).size(), 3U);

    std::vector<std::pair<Partition, Version>> visited;
    const auto visit = [&](Partition partition, Version version) {
        visited.emplace_back(partition, version);
        return true;
    };
    ASSERT_TRUE(engine().partitions(visit));
    ASSERT_EQ(visited.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        EXPECT_EQ(visited[i], std::pair(all[i], Version(all[i] == one ? 4 : 3)));
    std::size_t count = 0;
    ASSERT_TRUE(engine().partitions([&](Partition, Version) { return ++count < 2; }));
    EXPECT_EQ(count, 2U);
}

TEST_P(EngineConformance, TenThousandKeys)
{
    constexpr int total = 10'000;
    const auto keyOf = [](int i) { return fmt::format("key {:05}", i); };
    const auto valueOf = [](int i) { return noise(static_cast<std::size_t>(i % 300)); };
    for (int part = 0; part < 10; ++part) {
        Batch batch = batchFor(one);
        for (int i = part; i < total; i += 10)
            batch.puts.push_back({keyOf(i), valueOf(i)});
        mustCommit(std::move(batch));
    }
    const Records all = records(one);
    ASSERT_EQ(all.size(), static_cast<std::size_t>(total));
    for (int i = 0; i < total; ++i)
        ASSERT_EQ(all[static_cast<std::size_t>(i)], std::pair(keyOf(i), valueOf(i)));
    const auto some = keys(one, {keyOf(5000), keyOf(6000)}, Order::Descending);
    ASSERT_EQ(some.size(), 1000U);
    EXPECT_EQ(some.front(), keyOf(5999));
    Batch batch = batchFor(one);
    for (int i = 0; i < total; i += 2)
        batch.removes.push_back(keyOf(i));
    mustCommit(std::move(batch));
    EXPECT_EQ(keys(one).size(), static_cast<std::size_t>(total / 2));
    EXPECT_EQ(get(one, keyOf(4711)), valueOf(4711));
    EXPECT_EQ(get(one, keyOf(4712)), "(none)");
}

TEST_P(EngineConformance, WhatIsReadOnceIsTheSame)
{
    // so much that an engine writes some of it to files
    constexpr int total = 8000;
    const auto keyOf = [](int i) { return fmt::format("key {:05}", i); };
    for (int part = 0; part < 8; ++part) {
        Batch batch = batchFor(one);
        for (int i = part; i < total; i += 8)
            batch.puts.push_back({keyOf(i), noise(static_cast<std::size_t>(2000 + i % 300))});
        mustCommit(std::move(batch));
    }
    for (const auto order : {Order::Ascending, Order::Descending}) {
        for (const int from : {0, 3000}) {
            KeyRange range{keyOf(from), keyOf(from + 5000)};
            const auto expected = records(one, range, order);
            ASSERT_EQ(expected.size(), 5000U);
            range.isReadOnce = true;
            EXPECT_EQ(records(one, range, order), expected);
        }
    }
}

TEST_P(EngineConformance, ALargeValue)
{
    const std::string value = noise(700'000);
    put(one, "large", value);
    EXPECT_EQ(get(one, "large"), value);
    EXPECT_EQ(
        records(one),
        (Records{
            {"large", value}
    })
    );
}

} // namespace postamt::store
