#include "imap/commands/resync.h"

#include "imap/commands/vanished.h"
#include "imap/session.h"

#include <algorithm>
#include <limits>

namespace postamt::imap {

namespace {

/// From which UID on the client may know messages that are gone: after the last pair of message
/// number and UID that still fits (RFC 7162 section 3.2.5.2).
std::uint32_t firstDoubtful(const Session& session, const proto::SequenceMatch& match)
{
    const auto& view = const_cast<Session&>(session).selected()->view;
    const auto numbers = match.numbers.resolve(std::numeric_limits<std::uint32_t>::max());
    const auto uids = match.uids.resolve(std::numeric_limits<std::uint32_t>::max());
    std::uint32_t first = 1;
    auto number = numbers.ranges().begin();
    auto uid = uids.ranges().begin();
    std::uint32_t n = 0;
    std::uint32_t u = 0;
    while (number != numbers.ranges().end() && uid != uids.ranges().end()) {
        const auto row = view.row(mail::MessageNumber(number->first + n));
        if (!row || row->uid.value != uid->first + u)
            break;
        first = row->uid.value + 1;
        if (number->first + n++ == number->last) {
            ++number;
            n = 0;
        }
        if (uid->first + u++ == uid->last) {
            ++uid;
            u = 0;
        }
    }
    return first;
}

} // namespace

Task<> resync(Session* session, proto::QresyncParameters client)
{
    const auto mailbox = session->mailbox();
    auto* selected = session->selected();
    if (!mailbox || mailbox->record.uidValidity.value != client.uidValidity)
        co_return;
    const mail::ModSeq since(client.modSeq);
    const std::uint32_t last = mailbox->record.uidNext.value - 1;
    if (last == 0)
        co_return;
    const auto known = client.knownUids ? client.knownUids->resolve(last)
                                        : proto::NumberSet({
                                              {1, last}
    });
    const std::uint32_t first = client.match ? firstDoubtful(*session, *client.match) : 1;

    const auto vanished = co_await vanishedSince(session, since, known, first);
    if (vanished && !vanished->isEmpty())
        session->writer().raw("* VANISHED (EARLIER) ").numbers(*vanished).line();

    mail::Updates changes;
    selected->view.told().changedSince(since, [&](std::uint32_t place, const mail::Row& row) {
        if (known.contains(row.uid.value))
            changes.changed.push_back({mail::MessageNumber(place + 1), row, false});
    });
    co_await session->tellUpdates(std::move(changes));
}

} // namespace postamt::imap
