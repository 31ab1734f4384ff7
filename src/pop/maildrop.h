#pragma once

#include "accounts/account.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"
#include "mail/read_ahead.h"
#include "mail/snapshot.h"
#include "pop/proto/command.h"
#include "store/blob_id.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postamt::pop {

using proto::MessageNumber;

/// What one session sees of INBOX: the picture of the moment of its login, whatever others do
/// meanwhile, and what it wants done at its end.
class Maildrop {
public:
    static Task<Result<std::unique_ptr<Maildrop>>> open(std::shared_ptr<mail::Account> account);

    Maildrop(
        std::shared_ptr<mail::Account> account,
        mail::OpenMailboxRef mailbox,
        mail::UidValidity uidValidity,
        mail::SnapshotRef snapshot
    );

    /// How many messages there are, those marked as deleted too.
    std::uint32_t size() const { return snapshot_->size(); }

    /// True if there is a message of that number and it is not marked as deleted.
    bool has(MessageNumber number) const;

    /// How many messages are not marked as deleted.
    std::uint32_t remaining() const { return size() - removed_; }

    /// Never another message's: made of the UIDVALIDITY of INBOX and the UID (RFC 1939 section 7).
    std::string uniqueId(MessageNumber number) const;

    /// Finds out the octets of the messages [first, last] that are not marked as deleted.
    Task<Result<>> measure(MessageNumber first, MessageNumber last);

    /// The octets of a message exactly as RETR sends them, dots not doubled. It must be measured.
    std::uint32_t octets(MessageNumber number) const;

    /// The same of all messages that are not marked as deleted.
    std::uint64_t totalOctets() const;

    void remove(MessageNumber number);
    void removeNone();

    /// The message was sent by RETR.
    void setFetched(MessageNumber number) { marks_[number.value - 1].fetched = true; }

    /// The blob of a message. No if it was deleted by another session and swept since.
    Task<Result<store::BlobId>> body(MessageNumber number);

    /// A whole message, if it was read ahead, which begins once two messages are asked for one
    /// after the other.
    Task<std::optional<std::string>> takeAhead(MessageNumber number);

    Task<Result<std::string>> read(store::BlobId id, std::uint64_t offset, std::uint64_t length);

    /// Does what QUIT does (RFC 1939 section 6, pop/ending.h); `wish` is for what was fetched.
    Task<Result<>> commit(accounts::AfterFetch wish);

private:
    struct Mark {
        bool removed = false;
        bool fetched = false;
    };

    mail::Row row(MessageNumber number) const { return snapshot_->at(number.value - 1); }

    bool isMeasured(MessageNumber number) const;
    Task<Result<std::uint32_t>> measured(store::BlobId id);
    void readAheadFrom(MessageNumber number);

    std::shared_ptr<mail::Account> account_;
    mail::OpenMailboxRef mailbox_;
    mail::UidValidity uidValidity_;
    mail::SnapshotRef snapshot_;
    std::vector<Mark> marks_;
    std::uint32_t removed_ = 0;

    std::unique_ptr<mail::ReadAhead> ahead_; ///< while the client takes one after another
    mail::ReadMessages batch_; ///< what it gave last
    std::size_t place_ = 0; ///< of the next in batch_
    MessageNumber expected_; ///< behind the one asked for last

    /// Of messages whose lines do not all end with CRLF as stored; empty while there are none.
    std::vector<std::uint32_t> octets_;
};

} // namespace postamt::pop
