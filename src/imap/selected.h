#pragma once

#include "imap/proto/sequence_set.h"
#include "imap/search_context.h"
#include "mail/account.h"
#include "mail/view.h"

#include <memory>
#include <string>
#include <vector>

namespace postamt::imap {

/// The mailbox a session has selected, and what the client knows of it.
struct Selected {
    std::shared_ptr<mail::Account> account; ///< to which it belongs
    mail::Viewer viewer; ///< what the user of the session is to that account
    std::string prefix; ///< before its name, as the client knows it
    mail::Rights rights; ///< of the user, as last told by PERMANENTFLAGS
    std::shared_ptr<void> subscription; ///< to the account of another user
    mail::OpenMailboxRef open; ///< keeps the rows loaded
    mail::View view;
    bool readOnly = false; ///< EXAMINE
    std::vector<std::string> keywords; ///< as last told by FLAGS
    mail::ModSeq synced; ///< of the mailbox when nothing was withheld from the client last
    bool isBehind = false; ///< it was told that it is at `synced`, not at what it has seen since
    proto::NumberSet recent; ///< UIDs that are \Recent for this session (RFC 3501 section 2.3.2)
    proto::NumberSet saved; ///< UIDs: the result of SEARCH RETURN (SAVE), RFC 9051 section 6.4.4.1
    SearchContexts contexts;

    mail::MailboxId id() const { return open->id(); }

    /// The mailbox in a state of its account; nullptr once it is gone or may not be read any more.
    mail::MailboxRef in(const mail::AccountState& state) const
    {
        const bool mayRead = state.rights(id(), viewer).has(mail::Right::Read);
        return mayRead ? state.mailbox(id()) : nullptr;
    }

    /// The same now.
    mail::MailboxRef now() const { return in(*account->state()); }
};

} // namespace postamt::imap
