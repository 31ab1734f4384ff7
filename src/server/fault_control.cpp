#include "server/fault_control.h"

#include "base/fault_point.h"
#include "store/rocks/fault_file_system.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace postamt::server {

namespace {

using Disk = store::rocks::FaultFileSystem;

constexpr auto states = std::to_array<std::pair<std::string_view, Disk::Fault>>({
    {"none",       Disk::Fault::None     },
    {"full",       Disk::Fault::Full     },
    {"sync-fails", Disk::Fault::SyncFails},
    {"failing",    Disk::Fault::Failing  },
    {"read-only",  Disk::Fault::ReadOnly },
});

/// Ends every connection, and whatever could accept another one.
void cutLines()
{
    std::vector<int> files;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        files.push_back(std::atoi(entry.path().filename().c_str()));
    // What is no socket does not mind.
    for (const int file : files)
        ::shutdown(file, SHUT_RDWR);
    // Who waited at a Unix socket would still be let in.
    for (const int file : files) {
        for (int guest = ::accept(file, nullptr, nullptr); guest >= 0;
             guest = ::accept(file, nullptr, nullptr))
            ::close(guest);
    }
}

/// A machine without power says nothing any more: not that a command is done, nor that the disk has
/// gone. The process may live on for a while, as there are other threads and a busy processor.
void losePower(Disk& disk)
{
    cutLines();
    // Somebody may have been accepting meanwhile.
    cutLines();
    disk.losePower();
    std::this_thread::sleep_for(std::chrono::milliseconds(faultNumber("power.linger", 0)));
    ::kill(::getpid(), SIGKILL);
}

std::string runDiskCommand(Disk& disk, std::istream& words)
{
    std::string verb;
    words >> verb;
    if (verb == "lose-power")
        losePower(disk);
    const auto state = std::ranges::find(states, verb, [](const auto& row) { return row.first; });
    if (state != states.end()) {
        std::string part;
        words >> part;
        disk.setFault(state->second, part);
        return "ok";
    }
    std::uint64_t number = 0;
    if (!(words >> number))
        return "a number is missing";
    if (verb == "fill-after")
        disk.fillAfter(number);
    else if (verb == "fail-write")
        disk.failNth(Disk::Act::Write, number);
    else if (verb == "fail-sync")
        disk.failNth(Disk::Act::Sync, number);
    else if (verb == "slow")
        disk.setSyncTime(std::chrono::milliseconds(number));
    else
        return "the disk knows no such command";
    return "ok";
}

std::string runCommand(Disk& disk, const std::string& line)
{
    std::istringstream words(line);
    std::string first;
    words >> first;
    return first == "disk" ? runDiskCommand(disk, words) : runFaultCommand(line);
}

[[noreturn]] void fail(const char* what)
{
    std::perror(what);
    std::_Exit(2);
}

int listenAt(const char* path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (std::strlen(path) >= sizeof address.sun_path)
        fail("POSTAMT_FAULT_SOCKET is too long");
    std::strcpy(address.sun_path, path);
    ::unlink(path);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how sockets want it
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0
        || ::listen(listener, 8) != 0)
        fail("POSTAMT_FAULT_SOCKET");
    return listener;
}

/// One command from a connection.
void serve(Disk& disk, int connection)
{
    std::array<char, 512> buffer{};
    const auto got = ::read(connection, buffer.data(), buffer.size());
    if (got <= 0)
        return;
    std::string line(buffer.data(), static_cast<std::size_t>(got));
    const std::string answer = runCommand(disk, line.substr(0, line.find('\n'))) + "\n";
    if (::write(connection, answer.data(), answer.size()) < 0)
        std::perror("POSTAMT_FAULT_SOCKET");
}

} // namespace

rocksdb::Env* openFaultControl()
{
    const char* path = std::getenv("POSTAMT_FAULT_SOCKET");
    if (path == nullptr)
        return nullptr;
    // Until the process ends: a disk does not go before its store.
    static auto& disk = *new Disk();
    setFaultAction("power", [] { losePower(disk); });
    std::thread([listener = listenAt(path)] {
        for (;;) {
            const int connection = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0)
                continue;
            serve(disk, connection);
            ::close(connection);
        }
    }).detach();
    return disk.env();
}

} // namespace postamt::server
