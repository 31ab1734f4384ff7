#include "base/log.h"
#include "transcript/memory_stage.h"
#include "transcript/player.h"
#include "transcript/socket_stage.h"
#include "transcript/world.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace postamt::transcript {

namespace {

constexpr std::string_view usage
    = "transcript PROTOCOL FILE: plays a transcript (tests/README.md) in every way\n";

/// One way to play.
struct Way {
    std::string_view name;
    EngineKind engine;
    std::size_t piece; ///< bytes that arrive at once; 0: through sockets
};

#ifdef POSTAMT_ROCKS
constexpr auto durable = EngineKind::Rocks;
#else
constexpr auto durable = EngineKind::Memory;
#endif

constexpr Way ways[] = {
    {"in memory, whole",        EngineKind::Memory, SIZE_MAX},
    {"in memory, byte by byte", EngineKind::Memory, 1       },
    {"in memory, in sevens",    EngineKind::Memory, 7       },
#ifdef POSTAMT_ROCKS
    {"on RocksDB, whole",       EngineKind::Rocks,  SIZE_MAX},
#endif
    {"through sockets",         durable,            0       },
};

Result<> furnish(World& world, const Script& script)
{
    Result<> done = world.populate();
    for (const auto& [key, value] : script.settings) {
        if (done)
            done = world.set(key, value);
    }
    for (const auto& file : script.mail) {
        if (done)
            done = world.deliver(std::filesystem::path(POSTAMT_TESTS_DIR) / "mail" / file);
    }
    return done;
}

Result<> play(const Script& script, const Way& way)
{
    World world(way.engine);
    const Result<> furnished = furnish(world, script);
    if (!furnished)
        return furnished;
    std::unique_ptr<Stage> stage;
    if (way.piece == 0)
        stage = std::make_unique<SocketStage>(world);
    else
        stage = std::make_unique<MemoryStage>(world, way.piece);
    Player player(script, *stage);
    return player.play();
}

int run(const std::string& service, const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    const auto script = parseScript(text.view(), service);
    if (!stream || !script) {
        fmt::print(stderr, "{}: {}\n", file, script ? "cannot be read" : script.error().text);
        return 1;
    }
    int failures = 0;
    for (const Way& way : ways) {
        if (way.piece == 0 && script->has(Step::Kind::TimeOut))
            continue;
        const Result<> played = play(*script, way);
        if (played)
            continue;
        fmt::print(stderr, "{} ({}): {}\n", file, way.name, played.error().text);
        ++failures;
    }
    return failures == 0 ? 0 : 1;
}

} // namespace

} // namespace postamt::transcript

int main(int argc, char** argv)
{
    using namespace postamt;
    if (argc != 3) {
        fmt::print(stderr, "{}", transcript::usage);
        return 2;
    }
    if (!std::getenv("POSTAMT_LOG"))
        log::setLevel(log::Level::Off);
    return transcript::run(argv[1], argv[2]);
}
