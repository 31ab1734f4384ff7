#pragma once

#include "mail/acl.h"
#include "mail/mailbox.h"
#include "mail/metadata.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

/// The counters of an account as they are stored.
struct AccountRecord {
    MailboxId nextMailbox{1};
    UidValidity lastUidValidity; ///< so that no two mailboxes ever have the same
    std::uint64_t bytes = 0; ///< sum over all mailboxes; counts against the quota
    std::uint64_t messages = 0;
};

std::string encodeAccount(const AccountRecord& record);
Result<AccountRecord> decodeAccount(std::string_view bytes);

/// Everything of an account at one modseq but the messages of mailboxes no one has open. Immutable;
/// a Change makes the next one, which shares what did not change.
class AccountState {
public:
    /// What stands in the store under names that were not in Normalization Form C. The next Change
    /// writes it anew.
    struct OldNames {
        std::vector<MailboxId> mailboxes;
        std::vector<std::string> subscriptions; ///< as stored
    };

    using Names = std::map<std::string, MailboxId, std::less<>>;
    using Subscriptions = std::set<std::string, std::less<>>;
    using Acls = std::map<MailboxId, Acl>;
    using Sharers = std::set<AccountId>;

    ModSeq modSeq;
    AccountRecord record;
    std::vector<MailboxRef> mailboxes; ///< ascending by id
    std::shared_ptr<const Names> names; ///< of all mailboxes, in byte order
    std::shared_ptr<const Subscriptions> subscriptions; ///< also of names without a mailbox
    MetadataRef metadata; ///< of the mailboxes, and of the account
    std::shared_ptr<const OldNames> oldNames; ///< nullptr: there are none
    std::shared_ptr<const Acls> acls; ///< of the mailboxes that are shared
    /// Accounts that have shared something with this one; whether they do now, they know.
    std::shared_ptr<const Sharers> sharers;

    AccountState();

    /// The mailbox, or nullptr.
    MailboxRef mailbox(MailboxId id) const;

    /// The mailbox of that normalised name, or nullptr.
    MailboxRef mailbox(std::string_view name) const;

    /// True if some mailbox has a name below this one.
    bool hasChildren(std::string_view name) const;

    /// The octets that count against the quota: messages and metadata.
    std::uint64_t storage() const { return record.bytes + metadata->bytes(); }

    /// What somebody may do with a mailbox; nothing if it is not there.
    Rights rights(MailboxId id, const Viewer& viewer) const;

    /// The first mailbox with that use, or nullptr.
    MailboxRef mailbox(SpecialUse use) const;
};

using AccountStateRef = std::shared_ptr<const AccountState>;

} // namespace postamt::mail
