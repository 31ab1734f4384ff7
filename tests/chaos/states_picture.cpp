#include "states_picture.h"

#include "states_broken.h"

#include <algorithm>

namespace postamt::chaos {

namespace {

void require(bool holds, const std::string& rule)
{
    if (!holds)
        throw Broken(rule);
}

std::string text(std::uint64_t number)
{
    return std::to_string(number);
}

} // namespace

std::optional<std::size_t> Picture::placeOf(std::uint32_t uid) const
{
    // Some may be unknown, so it cannot be halved.
    for (std::size_t place = 0; place < rows_.size(); ++place) {
        if (rows_[place].uid == uid)
            return place;
    }
    return std::nullopt;
}

bool Picture::isComplete() const
{
    return std::ranges::all_of(rows_, [](const Known& row) {
        return row.uid != 0 && row.flags && !row.isStale;
    });
}

void Picture::exists(std::uint32_t count, std::uint64_t born)
{
    require(count >= size(), "EXISTS " + text(count) + " where " + text(size()) + " are known");
    while (size() < count) {
        auto& row = rows_.emplace_back();
        row.born = born;
    }
}

void Picture::remove(std::size_t place)
{
    const auto uid = rows_[place].uid;
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(place));
    if (uid == 0)
        return;
    ledger_->gone(uid);
    if (saved)
        std::erase(*saved, uid);
}

/// A message whose UID is not known may be any of those between the known ones around it.
std::optional<std::size_t> Picture::placeOfVanished(std::uint32_t uid) const
{
    std::optional<std::size_t> unknown;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].uid == uid)
            return i;
        if (rows_[i].uid > uid)
            break;
        unknown = rows_[i].uid == 0 ? std::optional(i) : std::nullopt;
    }
    return unknown;
}

void Picture::vanished(const Response& response, const Modes& modes)
{
    for (const auto uid : response.numbers) {
        auto place = modes.uidOnly ? placeOf(uid) : placeOfVanished(uid);
        if (!place && modes.uidOnly)
            place = placeOf(0);
        require(
            place.has_value(), "VANISHED " + text(uid) + ", of which the session was never told"
        );
        rows_[*place].uid = uid;
        remove(*place);
    }
}

void Picture::learnUid(std::size_t place, std::uint32_t uid)
{
    auto& row = rows_[place];
    if (row.uid == uid)
        return;
    require(
        row.uid == 0,
        "message " + text(place + 1) + " has UID " + text(uid) + " and " + text(row.uid)
    );
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto other = rows_[i].uid;
        const bool fits = other == 0 || i == place || (i < place ? other < uid : other > uid);
        require(fits, "UIDs do not ascend: message " + text(place + 1) + " has " + text(uid));
    }
    row.uid = uid;
}

std::size_t Picture::learnWithoutNumber(std::uint32_t uid)
{
    if (const auto place = placeOf(uid))
        return *place;
    const auto unknown = placeOf(0);
    require(unknown.has_value(), "UIDFETCH " + text(uid) + ", of which EXISTS did not tell");
    auto row = rows_[*unknown];
    row.uid = uid;
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(*unknown));
    const auto at = std::ranges::find_if(rows_, [&](const Known& other) {
        return other.uid == 0 || other.uid > uid;
    });
    return static_cast<std::size_t>(rows_.insert(at, row) - rows_.begin());
}

void Picture::fetched(Response& response, const Modes& modes)
{
    require(
        response.isUidFetch == modes.uidOnly,
        modes.uidOnly ? "FETCH after ENABLE UIDONLY" : "UIDFETCH without ENABLE UIDONLY"
    );
    if (response.isUidFetch)
        response.number = static_cast<std::uint32_t>(learnWithoutNumber(*response.uid) + 1);
    require(
        response.number >= 1 && response.number <= size(),
        "FETCH of message " + text(response.number) + " of " + text(size())
    );
    const auto place = response.number - 1;
    if (response.uid)
        learnUid(place, *response.uid);
    auto& row = rows_[place];
    if (response.modSeq) {
        require(
            *response.modSeq >= row.modSeq, "the modseq of UID " + text(row.uid) + " goes back"
        );
        row.isStale = row.isStale || *response.modSeq != row.modSeq;
        row.modSeq = *response.modSeq;
    } else if (response.flags && modes.condstore) {
        require(false, "FLAGS without MODSEQ after CONDSTORE was switched on");
    }
    if (response.flags) {
        row.flags = *response.flags;
        row.isStale = false;
    }
    if (row.uid == 0)
        return;
    if (response.modSeq && response.flags && !isLate)
        ledger_->saw(row.uid, *response.modSeq, *response.flags);
    if (response.flags && (*response.flags & flag::recent) != 0 && takesRecent_)
        ledger_->recent(row.uid, opening_);
    if (response.body)
        ledger_->read(row.uid, *response.body);
}

void Picture::take(Response& response, const Modes& modes, bool mayExpunge, std::uint64_t born)
{
    switch (response.kind) {
    case Response::Kind::Exists:
        exists(response.number, born);
        break;
    case Response::Kind::Expunge:
        require(mayExpunge, "EXPUNGE in answer to a command with message numbers");
        require(!modes.qresync && !modes.uidOnly, "EXPUNGE after ENABLE QRESYNC or UIDONLY");
        require(response.number >= 1 && response.number <= size(), "EXPUNGE of no message");
        remove(response.number - 1);
        break;
    case Response::Kind::Vanished:
        require(modes.qresync || modes.uidOnly, "VANISHED without ENABLE QRESYNC or UIDONLY");
        if (response.isEarlier) {
            for (const auto uid : response.numbers)
                require(!placeOf(uid), "VANISHED (EARLIER) " + text(uid) + ", which is there");
            break;
        }
        require(mayExpunge, "VANISHED in answer to a command with message numbers");
        vanished(response, modes);
        break;
    case Response::Kind::Fetch:
        fetched(response, modes);
        break;
    default:
        break;
    }
}

std::string Picture::differenceOf(const Known& row, const Row& fresh, const Modes& modes) const
{
    const bool hasUid = row.uid == 0 || row.uid == fresh.uid;
    const bool hasFlags = !row.flags || row.isStale || (*row.flags & ~flag::recent) == fresh.flags;
    const bool hasModSeq = row.modSeq == 0 || !modes.condstore || row.modSeq == fresh.modSeq;
    if (hasUid && hasFlags && hasModSeq)
        return {};
    return "a message has UID " + text(row.uid) + ", modseq " + text(row.modSeq) + ", flags ("
        + namesOf(row.flags.value_or(0)) + "), it is UID " + text(fresh.uid) + ", modseq "
        + text(fresh.modSeq) + ", flags (" + namesOf(fresh.flags) + ")";
}

std::string Picture::difference(const std::vector<Row>& fresh, const Modes& modes) const
{
    if (rows_.size() != fresh.size())
        return text(rows_.size()) + " messages, there are " + text(fresh.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (modes.uidOnly && rows_[i].uid == 0)
            break;
        const auto there = modes.uidOnly ? std::ranges::find(fresh, rows_[i].uid, &Row::uid)
                                         : fresh.begin() + static_cast<std::ptrdiff_t>(i);
        if (there == fresh.end())
            return "UID " + text(rows_[i].uid) + ", which is not there";
        if (auto what = differenceOf(rows_[i], *there, modes); !what.empty())
            return what;
    }
    return {};
}

void Picture::setFlags(std::size_t place, std::optional<Flags> flags)
{
    auto& row = rows_[place];
    row.flags = flags;
    row.isStale = false;
    if (flags && row.uid != 0 && row.modSeq != 0)
        ledger_->saw(row.uid, row.modSeq, *flags);
}

void Picture::resync(const Resync& resync, const Modes& modes, std::uint64_t born)
{
    auto rows = resync.before;
    for (const auto uid : resync.vanished) {
        if (rows.erase(uid) != 0)
            ledger_->gone(uid);
    }
    for (const auto& response : resync.fetched) {
        require(
            response.uid && response.flags && response.modSeq,
            "QRESYNC: FETCH lacks UID, FLAGS or MODSEQ"
        );
        const bool isNew = !rows.contains(*response.uid);
        const bool isPresent = *response.modSeq > resync.highest;
        if (isNew && resync.isPartial && isPresent)
            continue; // take() has put it where it belongs
        require(!isNew || !resync.isPartial, "QRESYNC: FETCH of a UID that was not asked about");
        rows[*response.uid] = {
            .uid = *response.uid, .flags = *response.flags, .modSeq = *response.modSeq, .born = born
        };
        ledger_->saw(*response.uid, *response.modSeq, *response.flags);
    }
    require(
        resync.isPartial ? rows.size() <= size() : rows.size() == size(),
        "QRESYNC: EXISTS " + text(size()) + ", but the session then knows " + text(rows.size())
    );
    std::size_t place = 0;
    for (const auto& [uid, row] : rows)
        rows_[place++] = row;
    if (modes.uidOnly)
        return;
    for (const auto& response : resync.fetched) {
        const bool fits = response.number >= 1 && response.number <= size()
            && rows_[response.number - 1].uid == *response.uid;
        require(
            fits, "QRESYNC: UID " + text(*response.uid) + " is not message " + text(response.number)
        );
    }
}

} // namespace postamt::chaos
