#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/call.h"
#include "imap/proto/append.h"
#include "mail/draft.h"
#include "store/spool.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postamt::imap {

class Session;

/// The messages of one APPEND or REPLACE on their way in: their bytes come from the client, and
/// with CATENATE from messages that are here already.
class Incoming {
public:
    /// `mailbox` is normalised. `freed`: octets that the command takes out of the account.
    Incoming(Session& session, std::string mailbox, std::uint64_t freed = 0);

    /// Takes in all messages, up to the end of the command. `steps` are those of its first text,
    /// `isWhole` says that this is all of it. No [TRYCREATE], [TOOBIG], [OVERQUOTA],
    /// [MESSAGELIMIT], [BADURL]; Bad.
    Task<Result<>>
    receive(proto::AppendParser* parser, std::vector<proto::AppendStep> steps, bool isWhole);

    const std::string& mailbox() const { return mailbox_; }

    const std::vector<mail::NewMessage>& messages() const { return messages_; }

private:
    /// The message under way.
    struct Current {
        store::Spool spool;
        mail::FlagList flags;
        UnixSeconds date = 0;
    };

    Task<Result<>> take(proto::AppendStep step);
    Result<> begin(proto::AppendStep step);
    Task<Result<>> takeBytes(proto::LiteralHeader literal);
    Task<Result<>> finish();
    Result<> admit(std::uint64_t bytes);

    Session& session_;
    std::string mailbox_;
    std::uint64_t freed_;
    std::uint64_t size_ = 0; ///< octets of all messages
    std::optional<Current> current_;
    std::vector<mail::NewMessage> messages_;
};

/// Puts all messages in, within a Plan. The UIDs they have got. No [TRYCREATE].
Result<proto::NumberSet> appendAll(mail::Draft& draft, const Incoming& incoming);

} // namespace postamt::imap
