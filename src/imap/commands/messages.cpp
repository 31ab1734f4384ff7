#include "imap/commands/messages.h"

#include "imap/proto/status_response.h"

#include <algorithm>

namespace postamt::imap {

namespace {

void addByUid(const mail::Snapshot& told, const proto::NumberSet& uids, std::vector<mail::Row>& out)
{
    for (const auto& range : uids.ranges()) {
        mail::SnapshotCursor at(told, told.lowerBound(mail::Uid(range.first)));
        for (; !at.atEnd() && at.uid().value <= range.last; at.next())
            out.push_back(at.row());
    }
}

} // namespace

Result<std::vector<mail::Row>>
messagesOf(const Selected& selected, const proto::SequenceSet& set, bool byUid)
{
    const auto& told = selected.view.told();
    std::vector<mail::Row> out;
    if (set.saved || byUid) {
        const std::uint32_t last = told.size() == 0 ? 0 : told.at(told.size() - 1).uid.value;
        addByUid(told, set.saved ? selected.saved : set.resolve(last), out);
        return out;
    }
    const auto numbers = set.resolve(told.size());
    const bool isStarOnly = numbers.isEmpty(); // "*" where there is no message
    if (isStarOnly || numbers.ranges().back().last > told.size())
        return bad("there is no message of that number");
    out.reserve(numbers.count());
    for (const auto& range : numbers.ranges()) {
        mail::SnapshotCursor at(told, range.first - 1);
        for (auto number = range.first; number <= range.last; ++number, at.next())
            out.push_back(at.row());
    }
    return out;
}

std::string limitMessages(std::vector<mail::Row>& rows, std::uint64_t limit)
{
    if (rows.size() <= limit)
        return {};
    rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(limit));
    return proto::code::messageLimit(limit, rows.front().uid.value);
}

Result<> checkLimit(const std::vector<mail::Row>& rows, std::uint64_t limit)
{
    if (rows.size() <= limit)
        return {};
    return no("one command works on fewer messages", proto::code::numbered("MESSAGELIMIT", limit));
}

proto::NumberSet uidsOf(const std::vector<mail::Row>& rows)
{
    proto::NumberSet out;
    for (const auto& row : rows)
        out.append(row.uid.value);
    return out;
}

} // namespace postamt::imap
