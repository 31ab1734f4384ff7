#include "imap/proto/store.h"

#include "imap/commands/commands.h"
#include "imap/commands/messages.h"
#include "imap/flags.h"
#include "imap/session.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

mail::FlagMode modeOf(proto::StoreRequest::Action action)
{
    switch (action) {
    case proto::StoreRequest::Action::Add:
        return mail::FlagMode::Add;
    case proto::StoreRequest::Action::Remove:
        return mail::FlagMode::Remove;
    case proto::StoreRequest::Action::Replace:
        break;
    }
    return mail::FlagMode::Replace;
}

/// What the Change did; made anew each time the plan runs.
struct Stored {
    std::vector<mail::Uid> modified; ///< failed the UNCHANGEDSINCE test, ascending
    std::vector<mail::Uid> touched; ///< passed it, ascending
    bool isMissing = false; ///< a message that the client knows is gone
    mail::FlagSet mayChange; ///< the system flags that the user has the right to change
    bool mayChangeKeywords = false;
    mail::FlagSet flags; ///< those of the command among them
    mail::KeywordMask keywords = 0; ///< those of the command
};

struct Order {
    mail::Viewer viewer;
    mail::MailboxId mailbox;
    std::vector<mail::Row> rows;
    mail::FlagMode mode = mail::FlagMode::Replace;
    mail::FlagList flags;
    std::optional<std::uint64_t> unchangedSince;
};

/// RFC 7162 section 3.1.12: others have changed the message since the client was told of it, but
/// not in the flags that are added or removed now.
bool isSpared(
    const mail::Row& told, const mail::Row& row, const Order& order, const Stored& stored
)
{
    return order.mode != mail::FlagMode::Replace && told.modSeq.value <= *order.unchangedSince
        && ((told.flags.bits ^ row.flags.bits) & stored.flags.bits) == 0
        && ((told.keywords ^ row.keywords) & stored.keywords) == 0;
}

/// RFC 4314 section 4: of the flags of the command those count that the user may change; with none
/// of them there is nothing to do.
Result<> permit(const Order& order, mail::Rights rights, Stored& stored)
{
    stored.mayChange = changeableFlags(rights);
    stored.mayChangeKeywords = rights.has(mail::Right::Write);
    stored.flags.bits
        = static_cast<std::uint16_t>(order.flags.flags.bits & stored.mayChange.bits);
    const bool namesKeywords = stored.mayChangeKeywords && !order.flags.keywords.empty();
    const bool namesNone = order.flags.flags.bits == 0 && order.flags.keywords.empty();
    const bool mayReplace = order.mode == mail::FlagMode::Replace
        && (stored.mayChange.bits != 0 || stored.mayChangeKeywords);
    if (mayReplace || namesNone || namesKeywords || stored.flags.bits != 0)
        return {};
    return no("you have no right to change these flags here", "NOPERM");
}

/// The flags of a row afterwards.
mail::Row rowAfter(mail::Row row, const Order& order, const Stored& stored)
{
    auto& bits = row.flags.bits;
    switch (order.mode) {
    case mail::FlagMode::Add:
        bits = static_cast<std::uint16_t>(bits | stored.flags.bits);
        row.keywords |= stored.keywords;
        break;
    case mail::FlagMode::Remove:
        bits = static_cast<std::uint16_t>(bits & ~stored.flags.bits);
        row.keywords &= ~stored.keywords;
        break;
    case mail::FlagMode::Replace:
        bits = static_cast<std::uint16_t>((bits & ~stored.mayChange.bits) | stored.flags.bits);
        if (stored.mayChangeKeywords)
            row.keywords = stored.keywords;
        break;
    }
    return row;
}

Result<> planStore(mail::Draft& draft, const Order& order, Stored& stored)
{
    stored = {};
    const auto mailbox = reach(draft.state(), order.viewer, order.mailbox, mail::Rights());
    if (!mailbox)
        return std::unexpected(mailbox.error());
    const auto rights = draft.state().rights(order.mailbox, order.viewer);
    if (auto may = permit(order, rights, stored); !may)
        return may;
    if (stored.mayChangeKeywords) {
        // Keywords that are taken away need not become known.
        const auto known = (*mailbox)->record.maskOf(order.flags.keywords);
        auto mask = order.mode == mail::FlagMode::Remove
            ? Result<mail::KeywordMask>(known)
            : draft.keywordMask(order.mailbox, order.flags.keywords);
        if (!mask)
            return std::unexpected(mask.error());
        stored.keywords = *mask;
    }
    for (const auto& told : order.rows) {
        const auto row = draft.row(order.mailbox, told.uid);
        if (!row) {
            stored.isMissing = true;
            continue;
        }
        if (order.unchangedSince && row->modSeq.value > *order.unchangedSince
            && !isSpared(told, *row, order, stored)) {
            stored.modified.push_back(told.uid);
            continue;
        }
        stored.touched.push_back(told.uid);
        const auto after = rowAfter(*row, order, stored);
        const auto mode = mail::FlagMode::Replace;
        draft.setFlags(order.mailbox, told.uid, mode, after.flags, after.keywords);
    }
    return {};
}

/// RFC 7162 section 3.1.3: message numbers, or UIDs for UID STORE.
proto::NumberSet
modifiedSet(const mail::View& view, const std::vector<mail::Uid>& modified, bool byUid)
{
    proto::NumberSet out;
    for (const auto uid : modified) {
        if (byUid)
            out.append(uid.value);
        else if (const auto number = view.numberOf(uid))
            out.append(number->value);
    }
    return out;
}

/// What the client is told of its own change: the new flags, or with .SILENT at most the MODSEQ
/// (RFC 7162 section 3.1.3). What others changed is told in any case.
class Answer {
public:
    Answer(const proto::StoreRequest& request, const Stored& stored, const Order& order)
        : request_(request), stored_(stored), order_(order)
    {
    }

    /// Adds rows that did not change but are answered; with .SILENT, takes out what we changed and
    /// gives it.
    std::vector<mail::Updates::Changed> adapt(Session& session, mail::Updates& updates) const
    {
        std::vector<mail::Updates::Changed> ours;
        if (!request_.silent) {
            addUnchanged(session, updates);
            return ours;
        }
        std::erase_if(updates.changed, [&](const auto& changed) {
            const bool isQuiet = !changed.isNew && isOurs(changed.row);
            if (isQuiet)
                ours.push_back(changed);
            return isQuiet;
        });
        return ours;
    }

private:
    /// True if we changed it and it is as we made it: with what the client had been told before.
    bool isOurs(const mail::Row& row) const
    {
        if (!std::ranges::binary_search(stored_.touched, row.uid))
            return false;
        const auto before = std::ranges::lower_bound(order_.rows, row.uid, {}, &mail::Row::uid);
        return row.sameFlags(rowAfter(*before, order_, stored_));
    }

    /// RFC 9051 section 6.4.6: the flags of every message named are answered, changed or not.
    void addUnchanged(Session& session, mail::Updates& updates) const
    {
        const auto& view = session.selected()->view;
        std::vector<mail::Updates::Changed> added;
        auto told = updates.changed.begin(); // ascending by UID, too
        for (const auto uid : stored_.touched) {
            while (told != updates.changed.end() && told->row.uid < uid)
                ++told;
            if (told != updates.changed.end() && told->row.uid == uid)
                continue;
            if (const auto number = view.numberOf(uid))
                added.push_back({*number, *view.row(*number), false});
        }
        if (added.empty())
            return;
        updates.changed.insert(updates.changed.end(), added.begin(), added.end());
        std::ranges::sort(updates.changed, {}, &mail::Updates::Changed::number);
    }

    const proto::StoreRequest& request_;
    const Stored& stored_;
    const Order& order_;
};

/// Messages that another session expunged right behind our Change, while EXPUNGE is withheld: the
/// client still sees them as they were before, so to it they were not changed.
void leaveOutExpunged(Session& session, Stored& stored)
{
    const auto& mailbox = session.mailbox();
    if (!mailbox || !mailbox->rows || !session.selected()->view.withholds())
        return;
    const auto gone
        = std::erase_if(stored.touched, [&](mail::Uid uid) { return !mailbox->rows->find(uid); });
    stored.isMissing = stored.isMissing || gone > 0;
}

} // namespace

// RFC 9051 section 6.4.6, CONDSTORE of RFC 7162 section 3.1.3
Task<Result<Reply>> store(Call call)
{
    auto& session = call.session;
    const bool byUid = call.line.uid;
    auto request = proto::parseStore(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto* selected = session.selected();
    if (selected->readOnly)
        co_return no("the mailbox was opened read-only", "READ-ONLY");
    auto rows = messagesOf(*selected, request->set, byUid);
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto limited = limitMessages(*rows, session.parts().settings.commandMessages);
    if (request->unchangedSince)
        session.enableCondstore();

    auto order = std::make_shared<Order>();
    order->viewer = selected->viewer;
    order->mailbox = selected->id();
    order->rows = std::move(*rows);
    order->mode = modeOf(request->action);
    order->flags = flagList(request->flags);
    order->unchangedSince = request->unchangedSince;
    auto stored = std::make_shared<Stored>();
    mail::Plan plan
        = [order, stored](mail::Draft& draft) { return planStore(draft, *order, *stored); };
    const auto account = selected->account;
    auto done = co_await account->change(std::move(plan), order->rows.size());
    if (!done)
        co_return std::unexpected(done.error());

    auto updates = session.sync(byUid ? mail::Expunges::Told : mail::Expunges::Withheld);
    if (!byUid)
        leaveOutExpunged(session, *stored);
    const auto quiet = Answer(*request, *stored, *order).adapt(session, updates);
    co_await session.tellUpdates(std::move(updates));
    for (const auto& changed : quiet) {
        if (session.features().condstore)
            session.tellRow(changed.number, changed.row, false);
    }
    Reply reply{.code = limited, .text = {}};
    const bool saysMore = stored->isMissing || !stored->modified.empty();
    if (!limited.empty() && saysMore) // a tagged reply has one code
        session.untagged(proto::Condition::Ok, limited, "no more messages in one command");
    if (stored->isMissing) {
        reply.code = "EXPUNGEISSUED";
        reply.text = "some messages are gone";
    }
    if (!stored->modified.empty()) {
        reply.code = proto::code::modified(modifiedSet(selected->view, stored->modified, byUid));
        reply.text = "some messages were changed by others meanwhile";
    }
    co_return reply;
}

} // namespace postamt::imap::commands
