// Many sessions on the same mailboxes do random legal commands, each comparing what it is told with
// what it knows; every few seconds all stand still, and what they know is compared with what is
// there.
//
// states --imaps PORT --pop3s PORT --lmtp PORT --user NAME --user NAME --password WORD
//        [--sessions N] [--seconds N] [--round MS] [--seed N] [--lie NAME]
// states --lies: the names of all lies
#include "states_judge.h"
#include "states_others.h"
#include "states_player.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>

namespace postamt::chaos {

namespace {

using Time = std::chrono::steady_clock;

/// RENAME of INBOX comes after so many rounds, and not more often than this, as a mailbox more
/// stays behind each time.
constexpr unsigned roundsOfInbox = 3;
constexpr unsigned mostInboxes = 3;

struct Options {
    unsigned sessions = 10;
    unsigned seconds = 10;
    unsigned round = 2000;
    std::uint64_t seed = 0;
};

/// All clients with their threads.
class Company {
public:
    Company(World& world, const Options& options) : world_(world)
    {
        for (unsigned i = 0; i < options.sessions; ++i)
            clients_.push_back(std::make_unique<Player>(world, i, options.seed * 1000 + i));
        clients_.push_back(std::make_unique<PopClient>(world, options.seed * 1000 + 900));
        clients_.push_back(std::make_unique<LmtpClient>(world, options.seed * 1000 + 901));
        failures_.resize(clients_.size());
        world.gate.expect(static_cast<unsigned>(clients_.size()));
    }

    void start()
    {
        for (std::size_t i = 0; i < clients_.size(); ++i)
            threads_.emplace_back([this, i] { run(i); });
    }

    void join()
    {
        for (auto& thread : threads_)
            thread.join();
        threads_.clear();
    }

    bool hasFailed() const
    {
        return std::ranges::any_of(failures_, [](const auto& one) { return one.has_value(); });
    }

    void report() const
    {
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            if (!failures_[i])
                continue;
            std::printf(
                "%s%s: %s\n",
                clients_[i]->transcript(80).c_str(),
                clients_[i]->name().c_str(),
                failures_[i]->c_str()
            );
        }
    }

    void printOthers() const
    {
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            if (!failures_[i])
                std::printf(
                    "%s:\n%s", clients_[i]->name().c_str(), clients_[i]->transcript(15).c_str()
                );
        }
    }

private:
    void run(std::size_t number)
    {
        try {
            clients_[number]->run();
        } catch (const Stopped&) {
            return;
        } catch (const std::exception& failure) {
            failures_[number] = failure.what();
            world_.gate.stop();
        }
    }

    World& world_;
    std::vector<std::unique_ptr<Client>> clients_;
    std::vector<std::optional<std::string>> failures_;
    std::vector<std::thread> threads_;
};

int play(World& world, const Options& options)
{
    for (const auto& user : world.users)
        Judge(world, user).prepare();
    Judge judge(world, world.users.front());
    Company company(world, options);
    std::string verdict;
    unsigned rounds = 0;
    const auto begin = Time::now();
    const auto end = begin + std::chrono::seconds(options.seconds);
    company.start();
    try {
        while (!world.gate.isStopped()) {
            const auto pause = Time::now() + std::chrono::milliseconds(options.round);
            while (Time::now() < pause && !world.gate.isStopped())
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            world.isPausing = true;
            if (!world.gate.waitForAll())
                break;
            judge.look();
            world.gate.open();
            if (!world.gate.waitForAll())
                break;
            ++rounds;
            if (rounds % roundsOfInbox == 0 && rounds / roundsOfInbox <= mostInboxes)
                judge.renameInbox();
            world.isPausing = false;
            world.isEnding = Time::now() >= end;
            world.gate.open();
            if (world.isEnding)
                break;
        }
    } catch (const std::exception& failure) {
        verdict = failure.what();
        world.gate.stop();
    }
    company.join();
    const double seconds = std::chrono::duration<double>(Time::now() - begin).count();
    const bool failed = company.hasFailed() || !verdict.empty();
    if (failed)
        company.printOthers();
    company.report();
    if (!verdict.empty())
        std::printf("%sjudge: %s\n", judge.transcript(40).c_str(), verdict.c_str());
    std::printf(
        "%s: seed %llu, %u sessions, %s: %llu commands (%.0f/s), %llu responses, %u checkpoints in "
        "%.0f s\n",
        failed ? "FAILED" : "good",
        static_cast<unsigned long long>(options.seed),
        options.sessions,
        world.replaces ? "flags replaced" : "own keywords",
        static_cast<unsigned long long>(world.commands),
        static_cast<double>(world.commands) / seconds,
        static_cast<unsigned long long>(world.responses),
        rounds,
        seconds
    );
    std::printf("    %s\n", world.played.text().c_str());
    return failed ? 1 : 0;
}

} // namespace

/// main(), but for exceptions.
int run(int count, char** words);

int run(int count, char** words)
{
    if (count == 2 && std::string_view(words[1]) == "--lies") {
        for (const auto& name : Liar::names())
            std::printf("%s\n", name.c_str());
        return 0;
    }
    World world;
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        const char* const value = words[i + 1];
        const auto number = std::strtoull(value, nullptr, 10);
        if (name == "--imaps")
            world.imaps = static_cast<std::uint16_t>(number);
        else if (name == "--pop3s")
            world.pop3s = static_cast<std::uint16_t>(number);
        else if (name == "--lmtp")
            world.lmtp = static_cast<std::uint16_t>(number);
        else if (name == "--user")
            world.users.emplace_back(value);
        else if (name == "--lie")
            world.lie = value;
        else if (name == "--password")
            world.password = value;
        else if (name == "--sessions")
            options.sessions = static_cast<unsigned>(number);
        else if (name == "--seconds")
            options.seconds = static_cast<unsigned>(number);
        else if (name == "--round")
            options.round = static_cast<unsigned>(number);
        else if (name == "--seed")
            options.seed = number;
        else
            return 2;
    }
    world.replaces = options.seed % 3 == 0;
    if (world.users.size() != 2)
        return 2;
    for (const auto* name : {"INBOX", "Second", "Second/Third"})
        world.boxes.push_back(std::make_unique<Ledger>(name, world.users[0], name));
    world.boxes.push_back(std::make_unique<Ledger>("Shelf", world.users[1], "Shelf"));
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    return play(world, options);
}

} // namespace postamt::chaos

int main(int count, char** words)
{
    try {
        return postamt::chaos::run(count, words);
    } catch (const std::exception& failure) {
        std::printf("FAILED: %s\n", failure.what());
        return 1;
    }
}
