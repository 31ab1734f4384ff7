#include "store/rocks/rocks_engine.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace postamt::store {
namespace {

constexpr std::uint64_t writers = 4;

/// Starts crash_writer and kills it after a while. Answers the last version of each partition that
/// it was told of.
std::map<Partition, Version>
runAndKill(const std::filesystem::path& directory, std::chrono::milliseconds after)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return {};
    const std::string threads = std::to_string(writers);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execl(CRASH_WRITER, CRASH_WRITER, directory.c_str(), threads.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    // The first line says that it is under way.
    std::string text(1, '\0');
    EXPECT_EQ(::read(ends[0], text.data(), 1), 1);
    std::thread killer([&] {
        std::this_thread::sleep_for(after);
        ::kill(child, SIGKILL);
    });
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    ::close(ends[0]);
    killer.join();
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

    std::map<Partition, Version> acknowledged;
    std::istringstream lines(text.substr(0, text.rfind('\n') + 1));
    std::uint64_t partition = 0;
    std::uint64_t version = 0;
    while (lines >> partition >> version)
        acknowledged[Partition(partition)] = Version(version);
    return acknowledged;
}

/// Checks that all commits up to the version are there, whole, and nothing of later ones.
void checkPartition(Engine& engine, Partition partition)
{
    const Version version = engine.version(partition).value();
    std::set<std::string> keys;
    ASSERT_TRUE(engine.scan(partition, {}, [&](std::string_view key, std::string_view) {
        keys.emplace(key);
        return true;
    }));
    std::set<BlobId> held;
    ASSERT_TRUE(engine.links(partition, [&](const BlobId& id) { return held.insert(id).second; }));
    EXPECT_EQ(keys.size(), version.value * 2 + (version.value > 0 ? 1 : 0));
    EXPECT_EQ(held.size(), version.value);
    for (std::uint64_t i = 1; i <= version.value; ++i) {
        const std::string number = std::to_string(i);
        EXPECT_TRUE(keys.contains("first" + number) && keys.contains("second" + number)) << i;
        const std::string body = std::to_string(partition.value) + ' ' + number + ' '
            + std::string(i % 7 == 0 ? 1'300'000 : 5000, 'x');
        const BlobId id = blobIdOf(body);
        EXPECT_TRUE(held.contains(id)) << i;
        EXPECT_TRUE(engine.blob(id, 0, ~0ULL).value_or("(none)") == body) << i;
    }
    if (version.value > 0) {
        EXPECT_EQ(engine.get(partition, "last").value(), std::to_string(version.value));
    }
}

TEST(CrashTest, AKilledProcessLosesNothingThatItAcknowledged)
{
    std::string name = (std::filesystem::temp_directory_path() / "crash-test-XXXXXX").string();
    const std::filesystem::path directory(::mkdtemp(name.data()));
    std::minstd_rand random(std::random_device{}());
    for (int round = 0; round < 6; ++round) {
        const std::chrono::milliseconds after(random() % 200);
        const auto acknowledged = runAndKill(directory, after);
        auto engine = openRocks(directory).value();
        for (std::uint64_t i = 1; i <= writers; ++i) {
            const Partition partition(i);
            if (const auto found = acknowledged.find(partition); found != acknowledged.end()) {
                EXPECT_GE(engine->version(partition).value(), found->second) << after.count();
            }
            checkPartition(*engine, partition);
        }
        // What was written ahead of commits that never came goes, nothing else does.
        EXPECT_EQ(engine->purge(1LL << 40).value(), 0U);
        engine->close();
    }
    std::filesystem::remove_all(directory);
}

} // namespace
} // namespace postamt::store
