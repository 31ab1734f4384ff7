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
    /// `label` is for this test alone, and stays.
    Ledger(std::string label, std::string owner, std::string name)
        : label_(std::move(label)), owner_(std::move(owner)), name_(std::move(name)), names_{name_}
    {
    }

    const std::string& label() const { return label_; }

    /// Whose mailbox it is, by address.
    const std::string& owner() const { return owner_; }

    /// The name that its owner has for it.
    std::string name() const;

    /// The name that this user has for it.
    std::string nameFor(const std::string& user) const;

    /// Whether that is a name that this user has for it, or once had, or is about to have.
    bool wasNamed(const std::string& name, const std::string& user) const;

    /// RENAME begins, and was acknowledged. In between it has the one name or the other.
    void beginRename(std::string next);
    void endRename();

    /// So many times RENAME was acknowledged.
    std::uint64_t renames() const;

    /// False if it has kept its name since then.
    bool mayBeRenamed(std::uint64_t renames) const;

    /// UIDVALIDITY stays.
    void validity(std::uint32_t value);

    /// Whether it is this, as far as anybody knows.
    bool isValidity(std::uint64_t value) const;

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

    /// Whether the message is there for sure, as nobody does what may make it go.
    bool stays(std::uint32_t uid);

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

    const std::string label_;
    const std::string owner_;
    std::string name_;
    std::vector<std::string> names_; ///< all that it ever had, and the one that it is about to get
    std::uint64_t renames_ = 0;
    std::uint64_t renamesBegun_ = 0;
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
