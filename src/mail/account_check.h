#pragma once

#include "mail/account_state.h"
#include "mail/check.h"
#include "mail/row_reader.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postamt::mail {

/// The check of one account, at one version.
class AccountCheck {
public:
    AccountCheck(store::Engine& engine, AccountId account, ModSeq version);

    /// Reads all of the account. An error means that it could not be read.
    Result<> run();

    const std::vector<std::string>& findings() const { return findings_; }

    const Checked& counts() const { return counts_; }

private:
    struct Mailbox {
        MailboxRecord record; ///< as stored
        MailboxRecord counted; ///< counters of the rows that are there
        bool isRemoved = false;
    };

    /// A row or a tombstone.
    struct Message {
        MailboxId mailbox;
        Uid uid;
        std::uint32_t size = 0;

        auto operator<=>(const Message&) const = default;
    };

    /// That a message holds a blob; ordered as the holder keys are.
    struct Holder {
        store::BlobId blob;
        MailboxId mailbox;
        Uid uid;

        auto operator<=>(const Holder&) const = default;
    };

    using Reader = std::function<void(std::string_view key, std::string_view value)>;

    Result<> scan(const std::string& prefix, const Reader& read);
    void find(std::string text);
    std::string nameOf(MailboxId id) const;
    std::string nameOf(const Message& message) const;
    Mailbox* mailboxOf(MailboxId id, std::string_view what);

    Result<> readRecord();
    void readMailbox(std::string_view key, std::string_view value);
    void readRemovedMailbox(std::string_view key, std::string_view value);
    void addMailbox(MailboxId id, Mailbox mailbox);
    void checkMailboxes();
    void readMetadata(std::string_view key, std::string_view value);
    Result<> checkSharing();
    void readAcl(std::string_view key, std::string_view value);
    Result<> checkRows();
    void readRows(const RowRun& run);
    void findInRow(std::string_view key, const std::string& text);
    void readTombstone(std::string_view key, std::string_view value);
    void checkRow(const Mailbox& mailbox, MailboxId id, const Row& row, std::string_view what);
    void checkCounters();
    Result<> checkSummaries();
    void checkSummary(const Message& message, std::string_view value);
    Result<> checkHolders();
    Result<> checkLinks();
    Result<> checkBodies();

    store::Engine& engine_;
    AccountId account_;
    ModSeq version_;
    std::optional<AccountRecord> record_;
    std::map<MailboxId, Mailbox> mailboxes_;
    std::set<AccountId> guests_; ///< who has rights on mailboxes
    std::vector<Message> messages_;
    std::vector<Holder> holders_; ///< as the summaries say
    std::map<store::BlobId, std::pair<std::uint32_t, Message>> bodies_; ///< size, first holder
    std::vector<std::string> findings_;
    Checked counts_;
};

} // namespace postamt::mail
