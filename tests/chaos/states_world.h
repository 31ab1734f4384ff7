#pragma once

#include "states_facts.h"
#include "states_gate.h"
#include "states_ledger.h"
#include "states_tally.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace postamt::chaos {

/// What STATUS says of a mailbox.
struct Counters {
    std::uint64_t messages = 0;
    std::uint64_t unseen = 0;
    std::uint64_t uidNext = 0;
    std::uint64_t highestModSeq = 0;
};

/// What the players of one run share.
struct World {
    std::uint16_t imaps = 0;
    std::uint16_t pop3s = 0;
    std::uint16_t lmtp = 0;
    std::string password;

    /// Whose mailboxes they are, by address. The first also reads by POP3, gets mail and is the
    /// judge.
    std::vector<std::string> users;

    /// INBOX of the first user, where most happens, and others; all shared by all users. Only while
    /// all stand still there come more.
    std::vector<std::unique_ptr<Ledger>> boxes;

    std::mutex renaming; ///< held by who renames mailboxes
    std::atomic<std::uint64_t> names = 0; ///< no name is used twice

    std::string lie; ///< what sessions shall mishear, to show that it is found; see Liar

    /// STORE FLAGS, which wipes what others have set, is among the commands; else sessions watch
    /// over keywords of their own.
    bool replaces = false;

    /// Mailboxes are kept about so large.
    std::size_t size = 60;

    Gate gate;
    std::atomic<bool> isPausing = false; ///< come to the gate
    std::atomic<bool> isEnding = false; ///< this was the last round
    std::map<const Ledger*, std::vector<Row>> fresh; ///< what is there, while all wait
    std::map<const Ledger*, Counters> counters; ///< the same of STATUS
    Facts facts;

    std::atomic<std::uint64_t> keys = 0;
    std::atomic<std::uint64_t> openings = 0;
    std::atomic<std::uint64_t> commands = 0;
    Tally played; ///< of the IMAP sessions and the judge
    std::atomic<std::uint64_t> responses = 0;

    Ledger& box(std::size_t number) { return *boxes[number]; }
};

/// The dice of one player.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : source_(seed) { }

    /// 0 to sides - 1.
    std::uint64_t roll(std::uint64_t sides)
    {
        return std::uniform_int_distribution<std::uint64_t>(0, sides - 1)(source_);
    }

    bool chance(unsigned percent) { return roll(100) < percent; }

private:
    std::mt19937_64 source_;
};

/// A player: one client of the service, in a thread of its own.
class Client {
public:
    virtual ~Client() = default;

    /// Plays until the world ends. Broken if a rule does not hold.
    virtual void run() = 0;

    virtual std::string name() const = 0;
    virtual std::string transcript(std::size_t lines) const = 0;
};

} // namespace postamt::chaos
