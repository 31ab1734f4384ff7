#include "mail/search.h"

#include "mail/loader.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

// One slice ends after so many messages, or so many bytes read, whichever is first.
constexpr std::uint32_t sliceRows = 20'000;
constexpr std::size_t sliceSummaries = 256;
constexpr std::uint64_t sliceBytes = 4 * 1024 * 1024;

/// A search under way; moves from slice to slice.
struct Progress {
    AccountId account;
    MailboxId mailbox;
    SnapshotRef rows;
    std::shared_ptr<const Selector> selector;
    std::uint32_t next = 0; ///< place of the first row not judged yet
    std::vector<Uid> found;
};

/// Reads the whole message and judges it.
Result<bool> judgeMessage(
    store::Engine& engine,
    const Selector& selector,
    Selector::Known known,
    const store::BlobId& blob
)
{
    const auto headerSize = known.summary->bodyBegin();
    if (selector.stage() >= Stage::Header) {
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
judge(store::Engine& engine, const Selector& selector, const Row& row, const std::string& stored)
{
    if (stored.empty())
        return false;
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

/// Judges rows that the row alone did not answer for.
Result<> judgeOpen(store::Engine& engine, Progress& progress, const std::vector<Row>& open)
{
    std::vector<Uid> uids;
    for (const auto& row : open)
        uids.push_back(row.uid);
    const auto stored = readSummaries(engine, progress.account, progress.mailbox, uids);
    if (!stored)
        return std::unexpected(stored.error());
    for (std::size_t i = 0; i < open.size(); ++i) {
        const auto selected = judge(engine, *progress.selector, open[i], (*stored)[i]);
        if (!selected)
            return std::unexpected(selected.error());
        if (*selected)
            progress.found.push_back(open[i].uid);
    }
    return {};
}

Result<> slice(store::Engine& engine, Progress& progress)
{
    std::vector<Row> open;
    std::uint64_t bytes = 0;
    const auto end = std::min(progress.rows->size(), progress.next + sliceRows);
    while (progress.next < end && open.size() < sliceSummaries && bytes < sliceBytes) {
        const Row& row = progress.rows->at(progress.next++);
        const Selector::Known known{.row = &row, .summary = nullptr, .header = {}, .message = {}};
        const auto answer = progress.selector->selects(known);
        if (!answer) {
            open.push_back(row);
            if (progress.selector->stage() == Stage::Message)
                bytes += row.size;
        } else if (*answer) {
            progress.found.push_back(row.uid);
        }
    }
    return open.empty() ? Result<>() : judgeOpen(engine, progress, open);
}

} // namespace

Task<Result<std::vector<Uid>>> search(
    std::shared_ptr<Account> account,
    MailboxId mailbox,
    SnapshotRef rows,
    std::shared_ptr<const Selector> selector
)
{
    auto progress = std::make_shared<Progress>();
    progress->account = account->id();
    progress->mailbox = mailbox;
    progress->rows = std::move(rows);
    progress->selector = std::move(selector);
    while (progress->next < progress->rows->size()) {
        auto work = [progress](store::Engine& engine) { return slice(engine, *progress); };
        auto done = co_await account->read(std::move(work));
        if (!done)
            co_return std::unexpected(done.error());
    }
    std::ranges::sort(progress->found);
    co_return std::move(progress->found);
}

} // namespace postamt::mail
