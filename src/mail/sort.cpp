#include "mail/sort.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

/// A number that sorts like the time, also before 1970.
std::uint64_t rising(UnixSeconds time)
{
    return static_cast<std::uint64_t>(time) ^ std::uint64_t{1} << 63U;
}

bool isOfRow(SortKey key)
{
    return key == SortKey::Arrival || key == SortKey::Size;
}

SortKeys::Column columnOf(SortKey key)
{
    switch (key) {
    case SortKey::Cc:
        return SortKeys::Cc;
    case SortKey::DisplayFrom:
        return SortKeys::DisplayFrom;
    case SortKey::DisplayTo:
        return SortKeys::DisplayTo;
    case SortKey::From:
        return SortKeys::From;
    case SortKey::To:
        return SortKeys::To;
    default:
        return SortKeys::Subject;
    }
}

/// One message in numbers: what it is sorted by, one column for each criterion.
class Table {
public:
    Table(
        const Snapshot& rows,
        const SortKeys* keys,
        std::span<const Uid> uids,
        std::span<const SortCriterion> criteria
    )
        : criteria_(criteria), columns_(criteria.size())
    {
        for (auto& column : columns_)
            column.reserve(uids.size());
        SnapshotCursor row(rows, uids.empty() ? 0 : rows.lowerBound(uids.front()));
        static const SortKeys noKeys;
        SortKeys::Cursor entry(keys == nullptr ? noKeys : *keys);
        for (const Uid uid : uids) {
            while (!row.atEnd() && row.uid() < uid)
                row.next();
            add(row.atEnd() ? Row() : row.row(), entry.at(uid), keys);
        }
    }

    /// The places of the messages, in order.
    std::vector<std::uint32_t> order() const
    {
        struct Place {
            std::uint64_t first;
            std::uint32_t index;
        };

        const auto& first = columns_.front();
        std::vector<Place> places(first.size());
        for (std::uint32_t i = 0; i < first.size(); ++i)
            places[i] = {first[i], i};
        std::ranges::sort(places, [this](const Place& a, const Place& b) {
            return a.first != b.first ? a.first < b.first : isBefore(a.index, b.index);
        });
        std::vector<std::uint32_t> out;
        out.reserve(places.size());
        for (const auto& place : places)
            out.push_back(place.index);
        return out;
    }

private:
    void add(const Row& row, const SortKeys::Entry& entry, const SortKeys* keys)
    {
        for (std::size_t i = 0; i < criteria_.size(); ++i) {
            const auto number = numberOf(criteria_[i].key, row, entry, keys);
            columns_[i].push_back(criteria_[i].isReverse ? ~number : number);
        }
    }

    static std::uint64_t
    numberOf(SortKey key, const Row& row, const SortKeys::Entry& entry, const SortKeys* keys)
    {
        switch (key) {
        case SortKey::Arrival:
            return rising(row.internalDate);
        case SortKey::Size:
            return row.size;
        case SortKey::Date:
            return rising(entry.isDated ? entry.sent : row.internalDate);
        default:
            return keys->ranks()[entry.texts[columnOf(key)]];
        }
    }

    bool isBefore(std::uint32_t a, std::uint32_t b) const
    {
        for (std::size_t i = 1; i < columns_.size(); ++i) {
            if (columns_[i][a] != columns_[i][b])
                return columns_[i][a] < columns_[i][b];
        }
        return a < b;
    }

    std::span<const SortCriterion> criteria_;
    std::vector<std::vector<std::uint64_t>> columns_;
};

} // namespace

bool needsRowsOnly(std::span<const SortCriterion> criteria)
{
    return std::ranges::all_of(criteria, isOfRow, &SortCriterion::key);
}

std::vector<Uid> sorted(
    const Snapshot& rows,
    SortKeys* keys,
    std::span<const Uid> uids,
    std::span<const SortCriterion> criteria
)
{
    if (criteria.empty())
        return {uids.begin(), uids.end()};
    if (keys != nullptr)
        keys->rank();
    const auto order = Table(rows, keys, uids, criteria).order();
    std::vector<Uid> out;
    out.reserve(order.size());
    for (const auto place : order)
        out.push_back(uids[place]);
    return out;
}

Task<Result<std::vector<Uid>>> sort(
    SortKeyCache* cache,
    std::shared_ptr<Account> account,
    CollatedMailbox mailbox,
    SnapshotRef rows,
    std::vector<Uid> uids,
    std::vector<SortCriterion> criteria,
    ProgressReport progress
)
{
    const auto found = std::make_shared<const std::vector<Uid>>(std::move(uids));
    SharedSortKeysRef shared;
    if (!needsRowsOnly(criteria)) {
        auto loaded = co_await loadSortKeys(
            cache, account, mailbox, rows->size(), found, std::move(progress)
        );
        if (!loaded)
            co_return std::unexpected(loaded.error());
        shared = std::move(*loaded);
    }
    auto out = std::make_shared<std::vector<Uid>>();
    Account::Read work = [=](store::Engine&) -> Result<> {
        if (!shared) {
            *out = sorted(*rows, nullptr, *found, criteria);
            return {};
        }
        const std::lock_guard lock(shared->mutex);
        *out = sorted(*rows, &shared->keys, *found, criteria);
        return {};
    };
    const auto done = co_await account->read(std::move(work));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*out);
}

} // namespace postamt::mail
