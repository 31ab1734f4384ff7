#pragma once

#include "accounts/account.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"
#include "mail/read_ahead.h"
#include "pop/choice.h"
#include "pop/ending.h"
#include "pop/listing.h"
#include "pop/proto/command.h"
#include "store/blob_id.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postamt::pop {

using proto::MessageNumber;

/// What one session sees of the mail: its listing, and what it wants done at its end.
class Maildrop {
public:
    /// INBOX, all of it.
    static Task<Result<std::unique_ptr<Maildrop>>> open(std::shared_ptr<mail::Account> account);

    /// What is chosen of all mailboxes.
    static Task<Result<std::unique_ptr<Maildrop>>>
    open(std::shared_ptr<mail::Account> account, Choice choice);

    Maildrop(std::shared_ptr<mail::Account> account, Listing listing);

    /// How many messages there are, those marked as deleted too.
    std::uint32_t size() const { return listing_.size(); }

    /// True if a message that was fetched is not listed again.
    bool listsOnce() const { return listing_.mailbox() == nullptr; }

    /// True if there is a message of that number and it is not marked as deleted.
    bool has(MessageNumber number) const;

    /// How many messages are not marked as deleted.
    std::uint32_t remaining() const { return size() - removed_; }

    /// Never another message's (RFC 1939 section 7).
    std::string uniqueId(MessageNumber number) const
    {
        return listing_.uniqueId(number.value - 1);
    }

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

    /// Does what QUIT does (RFC 1939 section 6, pop/ending.h); `wish` is for what was fetched. Of
    /// messages that were chosen those marked as deleted are not deleted but fetched: the owner's
    /// wish says what becomes of them, not the client's.
    Task<Result<>> commit(accounts::AfterFetch wish);

private:
    struct Mark {
        bool removed = false;
        bool fetched = false;
    };

    Listed listed(MessageNumber number) const { return listing_.at(number.value - 1); }

    mail::Row row(MessageNumber number) const { return listed(number).row; }

    MailboxEnding mailboxEnding(accounts::AfterFetch wish) const;
    Task<Result<std::vector<MailboxEnding>>> chosenEnding() const;

    bool isMeasured(MessageNumber number) const;
    Task<Result<std::uint32_t>> measured(store::BlobId id);
    void readAheadFrom(MessageNumber number);

    std::shared_ptr<mail::Account> account_;
    Listing listing_;
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
