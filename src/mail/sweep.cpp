#include "mail/sweep.h"

#include "base/fault_point.h"
#include "mail/keys.h"
#include "mail/row_reader.h"

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postamt::mail {

namespace {

/// A message that is to go.
struct Victim {
    MailboxId mailbox;
    Uid uid;
    ModSeq tombstone; ///< of its tombstone; 0 if it has a row
    store::BlobId blob;
    bool hasSummary = false;
};

/// One step: looks for victims, then removes them.
class Step {
public:
    Step(Draft& draft, store::Engine& engine, AccountId account, UnixSeconds before)
        : draft_(draft), engine_(engine), account_(account), before_(before)
    {
    }

    Result<> run();

    const Swept& swept() const { return swept_; }

    bool isFull() const { return victims_.size() >= maxSweepStep; }

private:
    using Reader = std::function<Result<bool>(std::string_view key, std::string_view value)>;

    Result<> scan(const std::string& prefix, const Reader& read);
    Result<std::vector<MailboxId>> removedMailboxes();
    Result<> takeTombstones(MailboxId id, bool all);
    Result<> takeRows(MailboxId id);
    Result<> findBlobs();
    Result<bool> isHeldByOthers(const store::BlobId& blob);
    Result<> forget();

    Draft& draft_;
    store::Engine& engine_;
    AccountId account_;
    UnixSeconds before_;
    std::vector<Victim> victims_;
    std::set<std::pair<MailboxId, Uid>> places_; ///< of the victims
    Swept swept_;
};

/// Visits records until the reader says false, or fails.
Result<> Step::scan(const std::string& prefix, const Reader& read)
{
    Result<> outcome;
    auto visit = [&](std::string_view key, std::string_view value) {
        auto more = read(key, value);
        if (!more)
            outcome = std::unexpected(more.error());
        return more.value_or(false);
    };
    auto done = engine_.scan(account_, store::KeyRange::withPrefix(prefix), visit);
    return done ? outcome : done;
}

Result<std::vector<MailboxId>> Step::removedMailboxes()
{
    std::vector<MailboxId> out;
    auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
        const auto id = keys::parseMailbox(key);
        if (!id)
            return std::unexpected(id.error());
        const auto removed = decodeRemovedMailbox(value);
        if (!removed)
            return std::unexpected(removed.error());
        if (removed->removed < before_)
            out.push_back(*id);
        return true;
    };
    if (auto done = scan(keys::removedMailboxes(), read); !done)
        return std::unexpected(done.error());
    return out;
}

/// The tombstones of a mailbox, in the order of their modseq, up to the first that may not go: what
/// is left is then complete from sweptModSeq on.
Result<> Step::takeTombstones(MailboxId id, bool all)
{
    return scan(
        keys::tombstones(id),
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            if (isFull())
                return false;
            const auto parsed = keys::parseTombstone(key);
            if (!parsed)
                return std::unexpected(parsed.error());
            const auto tombstone = decodeTombstone(parsed->uid, value);
            if (!tombstone)
                return std::unexpected(tombstone.error());
            if (!all && tombstone->expunged >= before_)
                return false;
            victims_.push_back({id, parsed->uid, parsed->modSeq, {}, false});
            return true;
        }
    );
}

Result<> Step::takeRows(MailboxId id)
{
    // A pack is taken whole: its record goes with its last message.
    RowReader reader([&](const RowRun& run) {
        if (isFull())
            return false;
        for (const Row& row : run.rows)
            victims_.push_back({id, row.uid, ModSeq(), {}, false});
        if (run.isPacked)
            draft_.forgetPack(id, run.pack);
        return true;
    });
    auto read
        = [&](std::string_view key, std::string_view value) { return reader.take(key, value); };
    auto done = scan(keys::rows(id), read);
    if (done)
        reader.finish();
    return done;
}

Result<> Step::findBlobs()
{
    for (auto& victim : victims_) {
        const auto record = engine_.get(account_, keys::summary(victim.mailbox, victim.uid));
        if (!record)
            return std::unexpected(record.error());
        places_.emplace(victim.mailbox, victim.uid);
        if (!*record) // which check() reports; here there is then nothing to unlink
            continue;
        const auto summary = decodeStoredSummary(**record);
        if (!summary)
            return std::unexpected(summary.error());
        victim.blob = summary->blob;
        victim.hasSummary = true;
    }
    return {};
}

/// True if a message holds the blob that stays.
Result<bool> Step::isHeldByOthers(const store::BlobId& blob)
{
    bool held = false;
    auto read = [&](std::string_view key, std::string_view) -> Result<bool> {
        const auto holder = keys::parseHolder(key);
        if (!holder)
            return std::unexpected(holder.error());
        held = !places_.contains({holder->mailbox, holder->uid});
        return !held;
    };
    if (auto done = scan(keys::holders(blob), read); !done)
        return std::unexpected(done.error());
    return held;
}

Result<> Step::forget()
{
    for (const auto& victim : victims_) {
        bool held = true;
        if (victim.hasSummary) {
            const auto others = isHeldByOthers(victim.blob);
            if (!others)
                return std::unexpected(others.error());
            held = *others;
        }
        if (victim.tombstone == ModSeq())
            draft_.forgetMessage(victim.mailbox, victim.uid, victim.blob, held);
        else
            draft_.forget(victim.mailbox, victim.tombstone, victim.uid, victim.blob, held);
    }
    swept_.messages = victims_.size();
    return {};
}

Result<> Step::run()
{
    const auto removed = removedMailboxes();
    if (!removed)
        return std::unexpected(removed.error());
    for (const auto id : *removed) {
        if (auto done = takeRows(id); !done)
            return done;
        if (auto done = takeTombstones(id, true); !done)
            return done;
        if (isFull())
            break; // perhaps not all of it was taken
        draft_.forgetMailbox(id);
        ++swept_.mailboxes;
    }
    for (const auto& mailbox : draft_.state().mailboxes) {
        if (auto done = takeTombstones(mailbox->id, false); !done)
            return done;
    }
    if (auto done = findBlobs(); !done)
        return done;
    return forget();
}

} // namespace

Task<Result<Swept>> sweep(std::shared_ptr<Account> account, UnixSeconds before)
{
    struct Outcome {
        Swept swept;
        bool isFull = false;
    };

    Swept total;
    const auto outcome = std::make_shared<Outcome>();
    do {
        const AccountId id = account->id();
        ReadingPlan plan = [outcome, id, before](Draft& draft, store::Engine& engine) -> Result<> {
            Step step(draft, engine, id, before);
            auto done = step.run();
            *outcome = {step.swept(), step.isFull()};
            return done;
        };
        auto done = co_await account->changeReading(std::move(plan));
        if (!done)
            co_return std::unexpected(done.error());
        faultPoint("sweep.step");
        total.messages += outcome->swept.messages;
        total.mailboxes += outcome->swept.mailboxes;
    } while (outcome->isFull);
    co_return total;
}

} // namespace postamt::mail
