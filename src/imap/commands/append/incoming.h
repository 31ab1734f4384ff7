#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/call.h"
#include "imap/place.h"
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
    /// `freed`: octets that the command takes out of the account of that place.
    Incoming(Session& session, Place place, std::uint64_t freed = 0);

    /// Takes in all messages, up to the end of the command. `steps` are those of its first text,
    /// `isWhole` says that this is all of it. No [TRYCREATE], [TOOBIG], [OVERQUOTA],
    /// [MESSAGELIMIT], [BADURL]; Bad.
    Task<Result<>>
    receive(proto::AppendParser* parser, std::vector<proto::AppendStep> steps, bool isWhole);

    const Place& place() const { return place_; }

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
    Place place_;
    std::uint64_t freed_;
    std::uint64_t size_ = 0; ///< octets of all messages
    std::optional<Current> current_;
    std::vector<mail::NewMessage> messages_;
};

/// Where the messages are now.
struct Appended {
    mail::UidValidity uidValidity;
    proto::NumberSet uids;
};

/// Puts all messages in, within a Plan, with those flags that the user has the right to set. No
/// [TRYCREATE], [NOPERM].
Result<Appended> appendAll(mail::Draft& draft, const Incoming& incoming);

} // namespace postamt::imap
