// What a session tells of what happened in its mailbox.
#include "imap/flags.h"
#include "imap/mailbox_flags.h"
#include "imap/session.h"

#include <algorithm>
#include <utility>

namespace postamt::imap {

mail::Updates Session::sync(mail::Expunges expunges)
{
    static const auto empty = std::make_shared<const mail::Snapshot>();
    const auto now = selected_->now();
    if (now && !now->rows)
        return {};
    // Of another user's: keepsSelected() ends the session, and until then nothing is told.
    if (!now && !selected_->viewer.isOwner())
        return {};
    mailbox_ = now;
    watch();
    auto updates = selected_->view.sync(now ? now->rows : empty, expunges);
    if (!selected_->contexts.all.empty()) {
        for (const auto& changed : updates.changed)
            selected_->contexts.touched.push_back(changed.row.uid);
    }
    if (now && !selected_->view.withholds())
        selected_->synced = now->record.highestModSeq;
    return updates;
}

Task<> Session::tell(mail::Expunges expunges)
{
    auto updates = sync(expunges);
    co_await tellUpdates(std::move(updates));
}

void Session::tellKeywords()
{
    if (!mailbox_ || mailbox_->record.keywords == selected_->keywords)
        return;
    selected_->keywords = mailbox_->record.keywords;
    formatMailboxFlags(*this);
}

// RFC 7162 section 6: while an expunge is withheld, the client must not take the MODSEQ of a later
// change for the place where it stands, or it would never learn of the expunge.
void Session::tellPosition()
{
    const bool withholds = selected_->view.withholds();
    if (!features_.qresync || !(withholds || selected_->isBehind))
        return;
    selected_->isBehind = withholds;
    const auto code = proto::code::numbered("HIGHESTMODSEQ", selected_->synced.value);
    untagged(proto::Condition::Ok, code, "where you are");
}

proto::FetchSubject Session::fetchSubject(std::uint32_t number, mail::Uid uid) const
{
    return {.number = features_.uidOnly ? uid.value : number, .isUid = features_.uidOnly};
}

// The UID is told always: RFC 3501 section 6.4.8 and RFC 7162 section 3.1 want it in many cases,
// and it harms in none.
void Session::tellRow(mail::MessageNumber number, const mail::Row& row, bool withFlags)
{
    auto writer = this->writer();
    proto::FetchWriter fetch(writer, fetchSubject(number.value, row.uid));
    if (!features_.uidOnly)
        fetch.uid(row.uid.value);
    if (features_.condstore)
        fetch.modSeq(row.modSeq.value);
    if (withFlags) {
        std::string flags;
        const bool isRecent = selected_->recent.contains(row.uid.value);
        formatFlags(flags, row, selected_->keywords, isRecent);
        fetch.rendered(proto::FetchItemType::Flags, flags);
    }
    fetch.end();
}

namespace {

proto::NumberSet without(const proto::NumberSet& set, const std::vector<mail::Uid>& gone)
{
    std::vector<proto::NumberRange> left;
    for (const auto& range : set.ranges()) {
        std::uint64_t first = range.first;
        for (auto uid = std::ranges::lower_bound(gone, mail::Uid(range.first));
             uid != gone.end() && uid->value <= range.last;
             ++uid) {
            if (first < uid->value)
                left.push_back({static_cast<std::uint32_t>(first), uid->value - 1});
            first = std::uint64_t(uid->value) + 1;
        }
        if (first <= range.last)
            left.push_back({static_cast<std::uint32_t>(first), range.last});
    }
    return proto::NumberSet(std::move(left));
}

} // namespace

Task<> Session::tellUpdates(mail::Updates updates)
{
    tellKeywords();
    tellExpungedOfContexts(*this, updates);
    if (!updates.vanished.empty()) {
        if (features_.vanished()) {
            proto::NumberSet gone;
            for (const auto uid : updates.vanished)
                gone.append(uid.value);
            writer().raw("* VANISHED ").numbers(gone).line();
        }
        selected_->saved = without(selected_->saved, updates.vanished);
        selected_->recent = without(selected_->recent, updates.vanished);
    }
    if (!features_.vanished()) {
        for (const auto number : updates.expunged)
            writer().raw("* ").number(number.value).raw(" EXPUNGE\r\n");
    }
    if (updates.exists) {
        writer().raw("* ").number(*updates.exists).raw(" EXISTS\r\n");
        if (!features_.rev2) {
            co_await claimRecent();
            writer().raw("* ").number(selected_->recent.count()).raw(" RECENT\r\n");
        }
    }
    std::vector<mail::WantedMessage> fresh;
    for (const auto& changed : updates.changed) {
        if (changed.isNew) {
            if (notification_)
                fresh.push_back({changed.row.uid, changed.row.size});
            continue;
        }
        tellRow(changed.number, changed.row);
        if (out_.size() < flushSize) // asked here, as a call that waits costs more than the row
            continue;
        const bool sent = co_await flush(flushSize);
        if (!sent)
            co_return;
    }
    if (!fresh.empty())
        co_await tellNew(std::move(fresh));
    if (!selected_->contexts.touched.empty())
        co_await tellTouchedOfContexts(this);
}

// Up to what the client has been told of: what came since is left for the next time.
Task<> Session::claimRecent()
{
    if (!mailbox_ || mailbox_->record.recentFrom == mailbox_->record.uidNext)
        co_return;
    const auto next = mailbox_->record.uidNext;
    auto from = std::make_shared<mail::Uid>(next);
    // Guests leave it to the owner.
    const bool isReadOnly = selected_->readOnly || !selected_->viewer.isOwner();
    mail::Plan plan = [id = selected_->id(), isReadOnly, next, from](mail::Draft& draft
                      ) -> Result<> {
        *from = next;
        if (const auto mailbox = draft.state().mailbox(id))
            *from = mailbox->record.recentFrom;
        if (!isReadOnly)
            draft.claimRecent(id, next);
        return {};
    };
    const auto account = selected_->account;
    const auto done = co_await account->change(std::move(plan));
    if (!done)
        co_return;
    const auto& known = selected_->view.told();
    auto& recent = selected_->recent;
    if (!recent.isEmpty()) // EXAMINE claims nothing, and comes here again
        *from = std::max(*from, mail::Uid(recent.ranges().back().last).next());
    mail::SnapshotCursor at(known, known.lowerBound(*from));
    for (; !at.atEnd() && at.uid() < next; at.next())
        recent.append(at.uid().value);
}

void Session::enableCondstore()
{
    if (std::exchange(features_.condstore, true) || !mailbox_)
        return;
    const auto modSeq = mailbox_->record.highestModSeq.value;
    untagged(proto::Condition::Ok, proto::code::numbered("HIGHESTMODSEQ", modSeq), "where you are");
}

} // namespace postamt::imap
