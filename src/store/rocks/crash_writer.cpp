#include "store/rocks/rocks_engine.h"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <vector>

/// Commits from several threads until it is killed, and says on standard output which version of
/// which partition was acknowledged. Started by crash_test with the directory and the number of
/// threads.
namespace postamt::store {

namespace {

/// As crash_test expects it: each version has its key, and all share the key "last" and a body.
Batch batchOf(Partition partition, Version version)
{
    Batch batch;
    batch.partition = partition;
    batch.expected = Version(version.value - 1);
    batch.next = version;
    const std::string number = std::to_string(version.value);
    batch.puts = {
        {"last",            number},
        {"first" + number,  number},
        {"second" + number, number}
    };
    const std::size_t size = version.value % 7 == 0 ? 1'300'000 : 5000;
    batch.bodies
        = {makeBody(fmt::format("{} {} ", partition.value, number) + std::string(size, 'x'))};
    batch.linked = {batch.bodies[0]->id()};
    return batch;
}

void work(Engine& engine, Partition partition)
{
    for (Version version = engine.version(partition).value().next();; version = version.next()) {
        std::promise<Result<Committed>> promise;
        engine.commit(batchOf(partition, version), [&](Result<Committed> result) {
            promise.set_value(std::move(result));
        });
        const auto result = promise.get_future().get();
        if (!result || *result != Committed::Done)
            std::abort();
        const std::string line = fmt::format("{} {}\n", partition.value, version.value);
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            std::abort();
    }
}

} // namespace

} // namespace postamt::store

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    const std::string_view count(argv[2]);
    std::uint64_t threads = 0;
    std::from_chars(count.data(), count.data() + count.size(), threads);
    auto engine = postamt::store::openRocks(argv[1]);
    if (!engine)
        return 1;
    std::vector<std::thread> all;
    for (std::uint64_t i = 1; i <= threads; ++i)
        all.emplace_back([&, i] { postamt::store::work(**engine, postamt::store::Partition(i)); });
    for (auto& thread : all)
        thread.join();
    return 0;
}
