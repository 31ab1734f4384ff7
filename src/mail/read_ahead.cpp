#include "mail/read_ahead.h"

#include "mail/loader.h"
#include "mail/message.h"

#include <utility>

namespace postamt::mail {

namespace {

// Enough to be worth a worker's attention, little enough for the memory of a slow client.
constexpr std::size_t batchMessages = 256;
constexpr std::uint64_t batchBytes = 256 * 1024;

// So many batches are read at once.
constexpr std::size_t lanes = 2;

// So little comes from memory as a rule, and handing it to a worker would cost more than it does.
constexpr std::size_t inlineMessages = 32;

Result<>
read(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    ReadMessages& out,
    bool bodies,
    bool isReadOnce
)
{
    std::vector<Uid> uids;
    for (const auto& message : out.wanted)
        uids.push_back(message.uid);
    auto summaries = readSummaries(engine, account, mailbox, uids, isReadOnce);
    if (!summaries)
        return std::unexpected(summaries.error());
    out.summaries = std::move(*summaries);
    out.bodies.resize(uids.size());
    for (std::size_t i = 0; bodies && i < uids.size(); ++i) {
        const auto summary = decodeStoredSummary(out.summaries[i]);
        if (!summary || out.wanted[i].size > ReadAhead::maxBody)
            continue;
        // Who wants the message will read it again then, and find the error.
        if (auto body = engine.blob(summary->blob, 0, out.wanted[i].size))
            out.bodies[i] = std::move(*body);
    }
    return {};
}

} // namespace

struct ReadAhead::Reading {
    ReadMessages messages;
    std::optional<Oneshot<Result<>>> done; ///< once it was given to a worker
};

ReadAhead::ReadAhead(
    std::shared_ptr<Account> account,
    MailboxId mailbox,
    std::vector<WantedMessage> wanted,
    Depth depth
)
    : account_(std::move(account)), mailbox_(mailbox), wanted_(std::move(wanted)), depth_(depth)
{
}

std::shared_ptr<ReadAhead::Reading> ReadAhead::takeBatch()
{
    auto batch = std::make_shared<Reading>();
    auto& messages = batch->messages.wanted;
    std::uint64_t bytes = 0;
    while (taken_ < wanted_.size() && messages.size() < batchMessages) {
        const auto& message = wanted_[taken_];
        if (depth_ == Depth::Bodies && message.size <= maxBody) {
            if (!messages.empty() && bytes + message.size > batchBytes)
                break;
            bytes += message.size;
        }
        messages.push_back(message);
        ++taken_;
    }
    return batch;
}

/// Starts to read the next batches, if there are any.
void ReadAhead::begin()
{
    const bool bodies = depth_ == Depth::Bodies;
    const bool isReadOnce = wanted_.size() > manySummaries;
    while (ahead_.size() < lanes && taken_ < wanted_.size()) {
        const auto batch = takeBatch();
        auto work
            = [batch, account = account_->id(), id = mailbox_, bodies, isReadOnce](
                  store::Engine& engine
              ) { return read(engine, account, id, batch->messages, bodies, isReadOnce); };
        batch->done = account_->beginRead(std::move(work));
        ahead_.push_back(batch);
    }
}

/// True if all that is wanted is soon read.
bool ReadAhead::isLittle() const
{
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < wanted_.size() && i <= inlineMessages; ++i)
        bytes += wanted_[i].size;
    return wanted_.size() <= inlineMessages && (depth_ != Depth::Bodies || bytes <= batchBytes);
}

Task<Result<ReadMessages>> ReadAhead::next()
{
    if (depth_ == Depth::Nothing) {
        ReadMessages all;
        all.wanted = std::exchange(wanted_, {});
        co_return all;
    }
    if (taken_ == 0 && isLittle()) {
        const auto batch = takeBatch();
        const auto work = [&](store::Engine& engine) {
            const bool bodies = depth_ == Depth::Bodies;
            return read(engine, account_->id(), mailbox_, batch->messages, bodies, false);
        };
        const auto done = account_->readHere(work);
        if (!done)
            co_return std::unexpected(done.error());
        co_return std::move(batch->messages);
    }
    begin();
    if (ahead_.empty())
        co_return ReadMessages();
    const auto batch = ahead_.front();
    ahead_.pop_front();
    const auto done = co_await batch->done->wait();
    if (!done)
        co_return std::unexpected(done.error());
    begin();
    co_return std::move(batch->messages);
}

} // namespace postamt::mail
