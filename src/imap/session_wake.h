#pragma once

#include "imap/session.h"

#include <boost/asio/post.hpp>

#include <atomic>
#include <cstdint>
#include <memory>

namespace postamt::imap {

/// What the threads that commit Changes may see of a session. They wake it only while it listens,
/// and only for its own mailbox or what NOTIFY has asked for, so that delivery costs nothing for
/// the others.
struct Session::Wake {
    net::Stream* stream = nullptr; ///< used on the session's executor only; null once it has ended
    Executor executor;
    std::atomic<bool> isListening = false;
    std::atomic<std::uint32_t> mailbox = 0; ///< MailboxId of the own one, 0 for none
    std::atomic<std::uint64_t> told = 0; ///< ModSeq of the mailbox as last told, 0 once it is gone
    std::atomic<bool> toSelected = true; ///< changes of that mailbox may be told now
    std::atomic<std::uint64_t> accountTold = 0; ///< with NOTIFY, ModSeq of the account as last told
    /// After ENABLE METADATA, what was last told; the session keeps it. Only compared.
    std::atomic<const mail::Metadata*> metadata = nullptr;
    std::atomic<bool> othersChanged = false; ///< with NOTIFY, those who share; not looked at yet

    explicit Wake(net::Stream& owned) : stream(&owned), executor(owned.executor()) { }

    bool concerns(const mail::AccountStateRef& state) const
    {
        if (!isListening)
            return false;
        if (othersChanged)
            return true;
        if (const std::uint64_t last = accountTold; last != 0 && state->modSeq.value != last)
            return true;
        if (const auto* last = metadata.load(); last != nullptr && state->metadata.get() != last)
            return true;
        const mail::MailboxId id(mailbox);
        return id.value != 0 && concerns(state->mailbox(id));
    }

    /// The same of the selected mailbox, its own one or that of another user; null if it is gone.
    bool concerns(const mail::MailboxRef& now) const
    {
        return isListening && toSelected && (now ? now->record.highestModSeq.value : 0) != told;
    }

    static void wake(const std::shared_ptr<Wake>& shared)
    {
        if (!shared->isListening.exchange(false))
            return;
        boost::asio::post(shared->executor, [shared] {
            if (shared->stream != nullptr)
                shared->stream->wake();
        });
    }
};

} // namespace postamt::imap
