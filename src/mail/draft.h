#pragma once

#include "mail/account_state.h"
#include "mail/message.h"
#include "mail/quota.h"
#include "mail/snapshot_editor.h"
#include "store/batch.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace postamt::mail {

/// The next state of an account while a Change is planned: it shows the state as changed so far and
/// collects what the store must write. It does no I/O. Each operation either does all it says or,
/// when it gives an error, nothing; a plan that fails half-way is thrown away with its Draft.
class Draft {
public:
    Draft(AccountStateRef base, QuotaLimits limits, UnixSeconds now);
    ~Draft();
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    /// The state as changed so far, but for the rows of mailboxes: those are asked by row().
    const AccountState& state() const { return *next_; }

    UnixSeconds now() const { return now_; }

    /// Begins the next Change of a fold: what follows gets a modseq of its own.
    void nextModSeq();

    ModSeq modSeq() const { return next_->modSeq; }

    // Mailboxes

    /// Makes a mailbox of a normalised name, and its missing parents. No [ALREADYEXISTS].
    Result<MailboxId> createMailbox(std::string_view name, SpecialUse use = SpecialUse::None);

    /// Removes a mailbox with its messages; mailboxes below it stay. Not INBOX: No [CANNOT].
    Result<> removeMailbox(MailboxId id);

    /// Renames a mailbox and those below it (RFC 9051 section 6.3.6). INBOX moves its messages to a
    /// new mailbox of that name and stays, empty; what is noted of it is noted of both then, No
    /// [OVERQUOTA] if that is more than permitted (RFC 5464 section 4.1).
    Result<> renameMailbox(
        std::string_view from, std::string_view to, const MetadataLimits& limits = {}
    );

    /// Makes a mailbox one for that use, or for none. No [USEATTR] if another is, [CANNOT] for INBOX.
    Result<> setSpecialUse(MailboxId id, SpecialUse use);

    /// Sets an entry of a mailbox or of accountItself, or removes it where there is no value. `name`
    /// is in small letters. No [METADATA MAXSIZE n], [METADATA TOOMANY], [OVERQUOTA], [NONEXISTENT].
    Result<> setMetadata(
        MailboxId id,
        std::string_view name,
        std::optional<std::string> value,
        const MetadataLimits& limits
    );

    void subscribe(std::string_view name);
    void unsubscribe(std::string_view name);

    /// Says who else may do what with a mailbox. No [NONEXISTENT]; No [LIMIT] if too many mailboxes
    /// of the account are shared.
    Result<> setAcl(MailboxId id, Acl acl);

    /// Remembers that another account shares something with this one.
    void addSharer(AccountId owner);

    /// An account shares at most so many mailboxes: others must look through them. New mailboxes
    /// beyond have no ACL of their parent.
    static constexpr std::size_t maxShared = 1000;

    /// Messages from `next` on are \Recent for the session that selects next. Written with the next
    /// Change, not by itself.
    void claimRecent(MailboxId id, Uid next);

    // Messages. The mailbox must exist; row(), setFlags() and expunge() need it open.

    /// The row as changed so far, or nothing.
    std::optional<Row> row(MailboxId id, Uid uid) const;

    /// The messages with \Deleted as changed so far, ascending.
    std::vector<Uid> deleted(MailboxId id) const;

    /// The mask of keywords, adding unknown ones to the mailbox's table. No [LIMIT] when it is
    /// full, or a keyword too long.
    Result<KeywordMask> keywordMask(MailboxId id, const std::vector<std::string>& keywords);

    /// Appends a message. No [OVERQUOTA], No [TRYCREATE] if the mailbox is gone.
    Result<Uid> append(MailboxId id, const NewMessage& message);

    /// Appends a copy of a message of this account; `summary` is its stored summary record.
    Result<Uid>
    copy(MailboxId to, const Row& row, const MailboxRecord& from, std::string_view summary);

    /// Changes flags. False if the message is gone or nothing changed.
    bool setFlags(MailboxId id, Uid uid, FlagMode mode, FlagSet flags, KeywordMask keywords);

    /// Adds a ServiceBit. It is not shown by IMAP and raises no modseq.
    bool addService(MailboxId id, Uid uid, ServiceBit bit);

    /// Takes a message out of the mailbox and leaves a tombstone. False if it is gone.
    bool expunge(MailboxId id, Uid uid);

    // For Account and the sweep

    /// Puts the loaded rows of a mailbox in, or drops them; nothing is stored.
    void setRows(MailboxId id, SnapshotRef rows);

    /// Puts loose rows of an open mailbox into their packs, where there are enough of them; of
    /// `most` packs. True if more could be done.
    bool packRows(MailboxId id, std::size_t most);

    /// Removes a tombstone for good with its summary; `held` says that other messages of the
    /// account hold the blob.
    void forget(MailboxId id, ModSeq modSeq, Uid uid, const store::BlobId& blob, bool held);

    /// Removes all of a removed mailbox that its sweep has emptied.
    void forgetMailbox(MailboxId id);

    /// Removes the record of a pack of a removed mailbox; the messages in it must go as well.
    void forgetPack(MailboxId id, PackNumber pack);

    /// Takes a message of a removed mailbox out for good.
    void forgetMessage(MailboxId id, Uid uid, const store::BlobId& blob, bool held);

    /// True if the store has nothing to write.
    bool isEmpty() const;

    /// Ends the Draft: what the store must write, and the state that holds afterwards.
    store::Batch takeBatch(AccountId account);
    AccountStateRef takeState();

private:
    struct Edited;
    using Moves = std::vector<std::pair<MailboxId, std::string>>;

    Edited& edited(MailboxId id);
    const Edited* findEdited(MailboxId id) const;
    SnapshotEditor* rowsOf(MailboxId id);
    MailboxId addMailbox(std::string_view name, SpecialUse use);
    void inheritAcl(MailboxId id, std::string_view name);
    void addParents(std::string_view name);
    Result<Moves> movesOf(std::string_view from, std::string_view to) const;
    void move(const Moves& moves);
    Result<> admits(MailboxId id, std::uint64_t bytes) const;
    Uid addRow(Edited& mailbox, Row row, const store::BlobId& blob, std::string summary);
    void writeRows(Edited& mailbox);
    void writeLoose(Edited& mailbox, const std::vector<Uid>& uids);
    void writePack(Edited& mailbox, PackNumber number);
    void countInAccount(std::uint64_t bytes, std::uint64_t messages, int sign);
    void removeHolder(MailboxId id, Uid uid, const store::BlobId& blob, bool held);

    void put(std::string key, std::string value);
    void erase(std::string key);
    void renewOldNames();
    AccountState::Names& names();
    AccountState::Subscriptions& subscriptions();
    Metadata& metadata();
    void removeMetadata(MailboxId id);
    void copyMetadata(MailboxId from, MailboxId to);
    AccountState::Acls& acls();

    AccountStateRef base_;
    std::shared_ptr<AccountState> next_;
    std::shared_ptr<AccountState::Names> names_; ///< our copy, once changed
    std::shared_ptr<AccountState::Subscriptions> subscriptions_;
    std::shared_ptr<Metadata> metadata_;
    std::shared_ptr<AccountState::Acls> acls_;
    std::map<MailboxId, std::unique_ptr<Edited>> edited_;
    QuotaLimits limits_;
    UnixSeconds now_;

    // Collected by key, because a fold may write one key several times and the last must win.
    std::unordered_map<std::string, std::optional<std::string>> writes_;
    std::unordered_map<store::BlobId, bool> links_;
    std::vector<store::BodyRef> bodies_;
    bool accountTouched_ = false;
};

} // namespace postamt::mail
