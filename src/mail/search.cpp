#include "mail/search.h"

#include "mail/loader.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>

namespace postamt::mail {

namespace {

// One slice ends after so many messages, or so many bytes read, whichever is first.
constexpr std::uint32_t sliceRows = 20'000;
constexpr std::size_t sliceSummaries = 256;
constexpr std::uint64_t sliceBytes = 4 * 1024 * 1024;

// So many slices are judged at once.
constexpr std::size_t lanes = 2;

/// A search under way. Workers take slices of the rows from it and bring what they found.
class Progress {
public:
    Progress(
        AccountId account,
        MailboxId mailbox,
        SnapshotRef rows,
        std::shared_ptr<const Selector> selector
    )
        : account_(account)
        , mailbox_(mailbox)
        , rows_(std::move(rows))
        , selector_(std::move(selector))
        , next_(*rows_)
    {
    }

    AccountId account() const { return account_; }

    MailboxId mailbox() const { return mailbox_; }

    const Selector& selector() const { return *selector_; }

    bool atEnd() const
    {
        const std::lock_guard lock(mutex_);
        return next_.atEnd();
    }

    std::uint32_t total() const { return rows_->size(); }

    /// How many rows were taken.
    std::uint32_t taken() const
    {
        const std::lock_guard lock(mutex_);
        return next_.atEnd() ? rows_->size() : next_.place();
    }

    /// The next rows that cannot be judged by what a row tells; the others are judged on the way.
    std::vector<Row> take();

    void add(Uid uid)
    {
        const std::lock_guard lock(mutex_);
        found_.push_back(uid);
    }

    /// What was found, ascending. For the end.
    std::vector<Uid> found()
    {
        const std::lock_guard lock(mutex_);
        std::ranges::sort(found_);
        return std::move(found_);
    }

private:
    const AccountId account_;
    const MailboxId mailbox_;
    const SnapshotRef rows_;
    const std::shared_ptr<const Selector> selector_;

    mutable std::mutex mutex_;
    SnapshotCursor next_;
    std::vector<Uid> found_;
};

std::vector<Row> Progress::take()
{
    const std::lock_guard lock(mutex_);
    std::vector<Row> open;
    std::uint64_t bytes = 0;
    for (std::uint32_t seen = 0; !next_.atEnd() && seen < sliceRows; ++seen, next_.next()) {
        if (open.size() >= sliceSummaries || bytes >= sliceBytes)
            break;
        const Row row = next_.row();
        const Selector::Known known{.row = &row, .summary = nullptr, .header = {}, .message = {}};
        const auto answer = selector_->selects(known);
        if (!answer) {
            open.push_back(row);
            if (selector_->stage() == Stage::Message)
                bytes += row.size;
        } else if (*answer) {
            found_.push_back(row.uid);
        }
    }
    return open;
}

/// Reads the whole message and judges it.
Result<bool> judgeMessage(
    store::Engine& engine,
    const Selector& selector,
    Selector::Known known,
    const store::BlobId& blob
)
{
    const auto headerSize = known.summary->bodyBegin();
    // A blob is read in pieces: of one that fits into a piece the header costs as much as the
    // whole.
    const bool isSmall = known.row->size <= store::blobPiece;
    if (selector.stage() == Stage::Header || !isSmall) {
        auto header = engine.blob(blob, 0, headerSize);
        if (!header)
            return std::unexpected(header.error());
        known.header = *header;
        if (const auto answer = selector.selects(known))
            return *answer;
    }
    auto message = engine.blob(blob, 0, known.row->size);
    if (!message)
        return std::unexpected(message.error());
    known.message = *message;
    known.header = std::string_view(*message).substr(0, headerSize);
    return selector.selects(known).value_or(false);
}

Result<bool>
judge(store::Engine& engine, const Selector& selector, const Row& row, std::string_view stored)
{
    const auto record = decodeStoredSummary(stored);
    if (!record)
        return std::unexpected(record.error());
    const auto summary = mime::decode(record->mime);
    if (!summary)
        return std::unexpected(summary.error());
    const Selector::Known known{.row = &row, .summary = &*summary, .header = {}, .message = {}};
    if (const auto answer = selector.selects(known))
        return *answer;
    auto judged = judgeMessage(engine, selector, known, record->blob);
    // A blob that is gone belongs to a message expunged long ago.
    if (!judged && judged.error().code == "NONEXISTENT")
        return false;
    return judged;
}

Result<> slice(store::Engine& engine, Progress& progress)
{
    const auto open = progress.take();
    std::vector<Uid> uids;
    for (const auto& row : open)
        uids.push_back(row.uid);
    const bool isReadOnce = progress.total() > manySummaries;
    const SummaryVisitor visit = [&](std::size_t place, std::string_view stored) -> Result<> {
        const auto selected = judge(engine, progress.selector(), open[place], stored);
        if (!selected)
            return std::unexpected(selected.error());
        if (*selected)
            progress.add(open[place].uid);
        return {};
    };
    return visitSummaries(
        engine, progress.account(), progress.mailbox(), uids, isReadOnce, visit
    );
}

} // namespace

Task<Result<std::vector<Uid>>> search(
    std::shared_ptr<Account> account,
    MailboxId mailbox,
    SnapshotRef rows,
    std::shared_ptr<const Selector> selector,
    ProgressReport report
)
{
    const auto progress
        = std::make_shared<Progress>(account->id(), mailbox, std::move(rows), std::move(selector));
    std::deque<Oneshot<Result<>>> underWay;
    for (;;) {
        while (underWay.size() < lanes && !progress->atEnd()) {
            auto work = [progress](store::Engine& engine) { return slice(engine, *progress); };
            underWay.push_back(account->beginRead(std::move(work)));
        }
        if (underWay.empty())
            co_return progress->found();
        const auto done = co_await underWay.front().wait();
        underWay.pop_front();
        if (!done)
            co_return std::unexpected(done.error());
        if (!report || progress->atEnd())
            continue;
        const bool goesOn = co_await report(progress->taken(), progress->total());
        if (!goesOn)
            co_return std::unexpected(givenUp()); // what the workers still do ends with its slice
    }
}

} // namespace postamt::mail
