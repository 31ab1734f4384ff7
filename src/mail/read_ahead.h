#pragma once

#include "mail/account.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postamt::mail {

/// A message that is to be read.
struct WantedMessage {
    Uid uid;
    std::uint32_t size = 0; ///< octets
};

/// What the store has of some messages, in the order they were wanted.
struct ReadMessages {
    std::vector<WantedMessage> wanted;
    std::vector<std::string> summaries; ///< stored ones; empty where there is none
    std::vector<std::string> bodies; ///< whole; empty where it was not read ahead

    bool isEmpty() const { return wanted.empty(); }
};

/// Reads messages of one mailbox in their order, a batch at a time; while the user of one works on
/// it, workers read the next two: reading takes longer than writing out what was read. At most
/// three batches of some hundred KB are held. Finds messages that were expunged not long ago, too.
class ReadAhead {
public:
    /// Messages above this size are not read ahead.
    static constexpr std::uint32_t maxBody = 128 * 1024;

    enum class Depth { Nothing, Summaries, Bodies };

    /// Depth::Nothing reads nothing and gives all at once.
    ReadAhead(
        std::shared_ptr<Account> account,
        MailboxId mailbox,
        std::vector<WantedMessage> wanted,
        Depth depth
    );

    /// The next batch; an empty one at the end.
    Task<Result<ReadMessages>> next();

private:
    struct Reading;

    std::shared_ptr<Reading> takeBatch();
    bool isLittle() const;
    void begin();

    std::shared_ptr<Account> account_;
    MailboxId mailbox_;
    std::vector<WantedMessage> wanted_;
    Depth depth_;
    std::size_t taken_ = 0;
    std::deque<std::shared_ptr<Reading>> ahead_; ///< under way on workers
};

} // namespace postamt::mail
