#include "imap/commands/vanished.h"

#include "imap/session.h"

#include <algorithm>

namespace postamt::imap {

namespace {

/// What is in `known` from `first` up to `last` and has no message.
proto::NumberSet missing(
    const mail::Snapshot& rows,
    const proto::NumberSet& known,
    std::uint32_t first,
    std::uint32_t last
)
{
    std::vector<proto::NumberRange> gaps;
    for (const auto& range : known.ranges()) {
        std::uint64_t next = std::max(range.first, first);
        const std::uint32_t end = std::min(range.last, last);
        const mail::Uid from(static_cast<std::uint32_t>(next));
        mail::SnapshotCursor at(rows, rows.lowerBound(from));
        for (; !at.atEnd() && at.uid().value <= end; at.next()) {
            const std::uint32_t uid = at.uid().value;
            if (next < uid)
                gaps.push_back({static_cast<std::uint32_t>(next), uid - 1});
            next = std::uint64_t(uid) + 1;
        }
        if (next <= end)
            gaps.push_back({static_cast<std::uint32_t>(next), end});
    }
    return proto::NumberSet(std::move(gaps));
}

} // namespace

Task<Result<proto::NumberSet>>
vanishedSince(Session* session, mail::ModSeq since, proto::NumberSet known, std::uint32_t first)
{
    const auto mailbox = session->mailbox();
    const auto& record = mailbox->record;
    if (since < record.sweptModSeq)
        co_return missing(session->selected()->view.told(), known, first, record.uidNext.value - 1);
    auto uids = co_await session->selected()->account->expungedSince(mailbox->id, since);
    if (!uids)
        co_return std::unexpected(uids.error());
    const auto& told = session->selected()->view.told();
    proto::NumberSet out;
    for (const auto uid : *uids) {
        // what was expunged this moment is told as such, later
        if (known.contains(uid.value) && !told.find(uid))
            out.append(uid.value);
    }
    co_return out;
}

} // namespace postamt::imap
