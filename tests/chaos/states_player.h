#pragma once

#include "states_condition.h"
#include "states_liar.h"
#include "states_picture.h"
#include "states_wire.h"
#include "states_world.h"

#include <functional>

namespace postamt::chaos {

/// A command under way, and what becomes of its answers.
struct Command {
    std::string text; ///< without tag
    bool isNumbered = false; ///< FETCH, STORE, SEARCH without UID: no EXPUNGE in its answer
    std::vector<std::string> refusals = {}; ///< codes with which it may be answered NO
    std::function<void(const Response&)> untagged = {};
    std::function<void(const Response&)> done = {};
    std::string tag = {};

    /// A mailbox that the text names, and how often it had been renamed: if it is since then, the
    /// command may find nothing of that name.
    struct Named {
        Ledger* ledger = nullptr;
        std::uint64_t renames = 0;
    };

    std::vector<Named> named = {};
};

/// An IMAP session that does random legal commands and compares all it is told with its Picture.
class Player : public Client {
public:
    Player(World& world, unsigned number, std::uint64_t seed);

    void run() override;

    std::string name() const override { return "session " + std::to_string(number_); }

    std::string transcript(std::size_t lines) const override;

private:
    // states_login.cpp
    void connect();
    void logIn();
    void enable();

    // states_player.cpp: the exchange
    void exchange(std::vector<Command> commands);
    Response next(std::chrono::milliseconds patience);
    void handle(Response response, const Command& command);
    void finish(const Response& response, const Command& command);
    void collect(const Response& response);
    void learn(const Response& response, std::uint32_t uid);
    void takePosition(const Response& response);
    void act();
    void pipeline();
    bool isRefusalExpected(const Response& response, const Command& command) const;
    Command reading(bool byUid);
    Command changing(bool isLarge);
    Command ofMailboxes();

    // states_standstill.cpp
    void checkpoint();
    void awaitUnasked(bool idles);
    void compare();

    // states_reading.cpp
    Command fetch(bool byUid);
    Command fetchNew();
    Command fetchAll();
    Command search(bool byUid);
    Command searchSaving();
    Command fetchSaved();
    Command copySaved();
    Command status();
    void judgeStatus(Ledger& ledger, const Ledger::Floor& floor, const Response& response) const;
    std::string items(bool withBody);

    // states_ordering.cpp
    std::optional<Numbers> asUids(const Numbers& numbers, bool byUid) const;
    Command sort(bool byUid);
    Command thread(bool byUid);
    Command searchPartial();
    Command fetchPartial();
    Command uidBatches();
    Command beginContext();
    Command endContext();
    void follow(const Response& update);
    void compareContexts() const;

    // states_notify.cpp
    void notify();
    void noteStatus(const Response& response);
    std::string differenceOfOthers() const;

    // states_mailboxes.cpp
    std::string nameOf(const Ledger& ledger) const;
    std::string name(Command& command, Ledger& ledger) const;
    std::string nameAll(Command& command) const;
    Ledger* ledgerNamed(const std::string& name) const;
    Command listStatus();
    Command searchAll();
    void rename();
    void compareAll();

    // states_notes.cpp
    Command setNote();
    Command getNote();
    Command grant();
    Command getGrant();

    // states_changing.cpp
    Command store(bool byUid);
    Command expunge(bool byUid);
    Command transfer(bool byUid, bool moves);
    Command append();
    Command catenate();
    Command replace(bool byUid);
    void copied(const Response& response, Ledger& target, const Numbers& asked);

    // states_opening.cpp
    void open();
    void leave();
    void idle(std::chrono::milliseconds span);
    void beginIdle();
    void listen(std::chrono::milliseconds span, bool mayExpunge);
    void endIdle();
    void keep();

    /// Places from 0 of some messages, ascending. `known`: only those whose UID is known.
    std::vector<std::size_t> pick(bool known);
    Numbers uidsAt(const std::vector<std::size_t>& places) const;
    static Numbers numbersAt(const std::vector<std::size_t>& places);
    std::string starred(const Numbers& numbers);
    void watchOwn(std::uint32_t uid, Flags flags);

    World& world_;
    const unsigned number_;
    Dice dice_;
    std::unique_ptr<Wire> wire_;
    Liar liar_;
    std::string user_; ///< as whom it has logged in
    Modes modes_;
    std::optional<Picture> picture_;
    std::optional<Picture> coming_; ///< behind CLOSED

    /// Whether a message bears our keyword.
    struct Own {
        std::optional<bool> bears; ///< nothing: a STORE is under way
        std::uint64_t order = 0; ///< of the last STORE
    };

    std::map<Ledger*, std::map<std::uint32_t, Own>> own_;
    std::uint64_t orders_ = 0;

    /// A result that is kept up to date.
    struct Context {
        Condition wanted;
        bool isSorted = false;
        Order order = Order::Unknown;
        Numbers uids;
    };

    std::map<std::string, Context> contexts_; ///< by tag
    bool hearsOfOthers_ = false; ///< of mailboxes that are not selected
    bool hearsFlagsOfOthers_ = false;
    std::map<const Ledger*, std::map<std::string, std::uint64_t>> told_; ///< what was told of them

    /// What this session alone has noted of mailboxes (METADATA), and which rights it has given to
    /// somebody who is not there (ACL); empty: none. Where there is no entry it is not known.
    std::map<const Ledger*, std::string> notes_;
    std::map<const Ledger*, std::string> grants_;

    /// What is known of a mailbox that was left.
    struct Kept {
        std::map<std::uint32_t, Known> rows;
        std::uint64_t position = 0;
    };

    std::map<Ledger*, Kept> kept_;
    std::map<Ledger*, std::uint32_t> validity_;
    std::uint64_t count_ = 0; ///< of exchanges
    std::uint64_t tags_ = 0;
    bool isFirst_ = true; ///< the command being made will be the first of its exchange
    std::shared_ptr<Picture::Resync> resync_; ///< collected while SELECT with QRESYNC is answered
    std::uint64_t seenModSeq_ = 0; ///< in answer to the command under way
    std::optional<std::uint64_t> toldPosition_;
    std::string idleTag_;
};

} // namespace postamt::chaos
