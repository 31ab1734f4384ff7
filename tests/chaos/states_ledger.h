#pragma once

#include "states_response.h"

#include <mutex>
#include <set>
#include <unordered_map>

namespace postamt::chaos {

/// The text of a message that belongs to its key. Keys are numbers from 1.
std::string messageOf(std::uint64_t key);

/// The key of the message that this one answers; its own if it answers none.
std::uint64_t rootOf(std::uint64_t key);

/// The key of such a text, which may have more header lines before it. Broken if it is none.
std::uint64_t keyOf(std::string_view text);

/// A message as a fresh session sees it.
struct Row {
    std::uint32_t uid = 0;
    Flags flags = 0; ///< without \Recent
    std::uint64_t modSeq = 0;
};

/// What all sessions together know of a mailbox: what was acknowledged, what may be expunged, which
/// flags belong to a modseq. From any thread.
class Ledger {
public:
    explicit Ledger(std::string name) : name_(std::move(name)) { }

    const std::string& name() const { return name_; }

    /// UIDVALIDITY stays.
    void validity(std::uint32_t value);

    /// A message was appended, and acknowledged with that UID.
    void appended(std::uint32_t uid, std::uint64_t key);

    /// A message was acknowledged without a UID (LMTP).
    void delivered();

    /// A message was copied or moved here from another.
    void copied(std::uint32_t uid, Ledger& from, std::uint32_t source);

    /// Somebody is about to do what may make these messages go: \Deleted, MOVE, DELE.
    void mayGo(const Numbers& uids);

    /// Some session was told that the message is gone.
    void gone(std::uint32_t uid);

    /// Some session was told of the message. Broken if that contradicts what others were told.
    void saw(std::uint32_t uid, std::uint64_t modSeq, Flags flags);

    /// Some session read the message.
    void read(std::uint32_t uid, std::string_view text);

    /// \Recent was told to that opening of the mailbox; only one may hear it.
    void recent(std::uint32_t uid, std::uint64_t opening);

    /// The key of the message; 0 if nobody has read it yet.
    std::uint64_t keyAt(std::uint32_t uid) const;

    /// A number that HIGHESTMODSEQ must not be below from now on, and the same for UIDNEXT.
    struct Floor {
        std::uint64_t modSeq = 1;
        std::uint32_t uidNext = 1;
    };

    Floor floor() const;

    /// SELECT or STATUS said so.
    void told(Floor at);

    /// While nothing happens, before settle() of any: copies may go if what they were made of may.
    void inherit();

    /// While nothing happens: what a fresh session sees is all there is. Gives the UIDs whose text
    /// nobody has read yet.
    Numbers
    settle(const std::vector<Row>& rows, std::uint32_t uidNext, std::uint64_t highestModSeq);

private:
    struct Letter {
        std::uint64_t key = 0; ///< 0: not known yet
        bool mayGo = false;
        bool isRead = false;
        bool isGone = false;
        Ledger* source = nullptr; ///< it is a copy
        std::uint32_t sourceUid = 0;
    };

    bool maybeGoes(std::uint32_t uid);
    void require(bool holds, std::uint32_t uid, const std::string& rule) const;

    const std::string name_;
    mutable std::recursive_mutex mutex_;
    std::unordered_map<std::uint32_t, Letter> letters_;
    std::unordered_map<std::uint32_t, std::unordered_map<std::uint64_t, Flags>> pictures_;
    std::unordered_map<std::uint32_t, std::uint64_t> recent_;
    Floor floor_;
    std::uint32_t settled_ = 1; ///< UIDNEXT at the last settle()
    std::uint32_t added_ = 0; ///< acknowledged
    std::uint32_t validity_ = 0;
    std::set<std::uint32_t> given_; ///< UIDs acknowledged since the last settle()
};

} // namespace postamt::chaos
