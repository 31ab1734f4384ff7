#pragma once

#include "mail/snapshot.h"

#include <optional>
#include <vector>

namespace postamt::mail {

/// What a session is to be told, in the one order that RFC 9051 section 7 allows: expunges, then
/// the new count, then changed flags.
struct Updates {
    struct Changed {
        MessageNumber number; ///< after the expunges
        Row row;
        bool isNew = false; ///< appeared with this update
    };

    /// Message numbers for EXPUNGE in the order to be sent, each as of after those before it.
    std::vector<MessageNumber> expunged;
    /// The same messages by UID, ascending, for VANISHED.
    std::vector<Uid> vanished;
    /// The new count, if messages came.
    std::optional<std::uint32_t> exists;
    /// Messages whose flags changed, ascending. New ones are among them only with `isNew`.
    std::vector<Changed> changed;

    bool isEmpty() const { return expunged.empty() && !exists && changed.empty(); }
};

/// Whether a session may be told of expunges now: not while a command that uses message numbers
/// runs (RFC 9051 section 7.5.1).
enum class Expunges { Told, Withheld };

/// What one session knows of its mailbox: the Snapshot it was last told. Message numbers exist only
/// here. A message expunged by others stays in the View until the session may be told.
class View {
public:
    View() = default;
    explicit View(SnapshotRef told);

    /// How many messages the session knows of.
    std::uint32_t size() const { return told_->size(); }

    /// The row of a message number as it was last told; nothing if there is no such number.
    std::optional<Row> row(MessageNumber number) const;

    /// The number of a message, or nothing.
    std::optional<MessageNumber> numberOf(Uid uid) const;

    /// The first message whose UID is not below `uid`, as a place from 0.
    std::uint32_t lowerBound(Uid uid) const { return told_->lowerBound(uid); }

    const Snapshot& told() const { return *told_; }

    const SnapshotRef& snapshot() const { return told_; }

    /// Compares with the newest state, moves on to it and says what the session must be told.
    /// What the two share is skipped.
    Updates sync(const SnapshotRef& now, Expunges expunges);

    /// True while expunges wait to be told.
    bool withholds() const { return withheld_; }

    /// True if sync() would find nothing, by a look at the pointers: cheap, may say false in vain.
    bool isAt(const SnapshotRef& now) const { return told_ == now && !withheld_; }

private:
    SnapshotRef told_ = std::make_shared<const Snapshot>();
    bool withheld_ = false; ///< told_ holds messages that are gone
};

} // namespace postamt::mail
