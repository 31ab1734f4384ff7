#pragma once

#include "states_ledger.h"

#include <map>
#include <optional>
#include <vector>

namespace postamt::chaos {

/// A message as one session knows it.
struct Known {
    std::uint32_t uid = 0; ///< 0: never told
    std::optional<Flags> flags; ///< nothing: not known (any more)
    bool isStale = false; ///< the flags have changed since they were told
    std::uint64_t modSeq = 0; ///< 0: never told
    std::uint64_t born = 0; ///< the count of commands when EXISTS told of it
};

/// What a session has switched on.
struct Modes {
    bool rev2 = false;
    bool condstore = false;
    bool qresync = false;
    bool uidOnly = false;

    /// What NOTIFY has asked for of the selected mailbox.
    enum class Notify {
        Answers, ///< nothing: it is told of in answer to commands, and in IDLE
        Delayed, ///< all is told at once, but for expunges
        AtOnce,
    };

    Notify notify = Notify::Answers;

    /// A message number may mean another message when the server reads it.
    bool speaksOfUidsOnly() const { return uidOnly || notify == Notify::AtOnce; }
};

/// What one session was told of the mailbox it has selected, and the rules that hold for what it is
/// told (RFC 9051 section 7, RFC 7162). After ENABLE UIDONLY the messages whose UIDs are not known
/// stand behind the others, as nobody knows where they belong.
class Picture {
public:
    /// `takesRecent`: to be told that a message is \Recent is to be the only one.
    Picture(Ledger& ledger, std::uint64_t opening, bool readOnly, bool takesRecent)
        : ledger_(&ledger), opening_(opening), readOnly_(readOnly), takesRecent_(takesRecent)
    {
    }

    Ledger& ledger() const { return *ledger_; }

    std::uint64_t opening() const { return opening_; }

    bool isReadOnly() const { return readOnly_; }

    const std::vector<Known>& rows() const { return rows_; }

    std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

    /// The place from 0, or nothing.
    std::optional<std::size_t> placeOf(std::uint32_t uid) const;

    /// True if UID and flags of every message are known.
    bool isComplete() const;

    /// Takes in what an untagged response says. `mayExpunge`: EXPUNGE and VANISHED are allowed now.
    /// A FETCH that names its message by UID alone is given the number of the message here.
    void take(Response& response, const Modes& modes, bool mayExpunge, std::uint64_t born);

    /// Nothing, or what differs from what is there.
    std::string difference(const std::vector<Row>& fresh, const Modes& modes) const;

    /// The session knows the flags without having been told; nothing: it does not know them any
    /// more.
    void setFlags(std::size_t place, std::optional<Flags> flags);

    /// What it was when the session had this mailbox open last, brought up to date by SELECT with
    /// QRESYNC. Broken if the parts do not fit.
    struct Resync {
        std::map<std::uint32_t, Known> before;
        Numbers vanished;
        std::vector<Response> fetched;
        std::uint64_t highest = 0; ///< HIGHESTMODSEQ of SELECT: what is above happens now
        bool isCounted = false; ///< EXISTS came
        bool isPartial = false; ///< only known UIDs were asked about: new messages are not told
    };

    void resync(const Resync& resync, const Modes& modes, std::uint64_t born);

    /// What comes may have been told before the last settle(): the session was in IDLE.
    bool isLate = false;

    /// The result of SEARCH RETURN (SAVE), without what was expunged since.
    std::optional<Numbers> saved;

    /// The same as it was found.
    Numbers found;

    /// The highest modseq up to which nothing lacks (RFC 7162 section 6).
    std::uint64_t position = 0;

private:
    void exists(std::uint32_t count, std::uint64_t born);
    void remove(std::size_t place);
    void vanished(const Response& response, const Modes& modes);
    std::optional<std::size_t> placeOfVanished(std::uint32_t uid) const;
    void fetched(Response& response, const Modes& modes);
    void learnUid(std::size_t place, std::uint32_t uid);
    std::size_t learnWithoutNumber(std::uint32_t uid);
    std::string differenceOf(const Known& row, const Row& fresh, const Modes& modes) const;

    Ledger* ledger_;
    std::uint64_t opening_ = 0; ///< a number of this SELECT
    bool readOnly_ = false;
    bool takesRecent_ = false;
    std::vector<Known> rows_;
};

} // namespace postamt::chaos
