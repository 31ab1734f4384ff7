// What a session tells of its account without being asked (NOTIFY, RFC 5465).
#include "imap/commands/fetch/responses.h"
#include "imap/commands/listing.h"
#include "imap/commands/status_data.h"
#include "imap/notices.h"
#include "imap/proto/list_response.h"
#include "imap/proto/metadata.h"
#include "imap/session.h"
#include "mail/read_ahead.h"

#include <utility>

namespace postamt::imap {

void Session::setNotification(std::unique_ptr<Notification> notification)
{
    notification_ = std::move(notification);
    watch();
}

void Session::tellStatus(const Sight& sight, const mail::MailboxState& mailbox)
{
    const auto* origin = sight.originOf(mailbox.id);
    if (origin != nullptr && !origin->rights.has(mail::Right::Read))
        return;
    using enum proto::StatusItem;
    proto::StatusRequest request;
    request.mailbox = mailbox.record.name;
    request.items = {Messages, UidNext, UidValidity, Unseen};
    if (features_.condstore)
        request.items.push_back(HighestModSeq);
    auto writer = this->writer();
    proto::formatStatusData(writer, request, statusData(*this, sight, mailbox));
}

void Session::enableMetadata()
{
    if (metadataTold_)
        return;
    metadataTold_ = account_->state()->metadata;
    watch();
}

/// RFC 5464 section 4.4.2. Once there is a NOTIFY, that alone says what is told.
void Session::tellMetadata()
{
    if (!metadataTold_)
        return;
    const auto state = account_->state();
    const auto before = std::exchange(metadataTold_, state->metadata);
    watch();
    if (before == state->metadata || notification_)
        return;
    for (const auto& notice : metadataNotices(*before, *state))
        tellNotice(notice);
}

void Session::tellNotice(const Notice& notice)
{
    if (notice.kind == Notice::Kind::Metadata) {
        auto writer = this->writer();
        proto::formatChangedMetadata(writer, notice.mailbox, notice.entries);
        return;
    }
    const auto& state = *notification_->told.state;
    if (notice.kind == Notice::Kind::Status) {
        if (const auto mailbox = state.mailbox(notice.mailbox))
            tellStatus(notification_->told, *mailbox);
        return;
    }
    auto entry = listEntry(state, notice.mailbox);
    if (notice.kind == Notice::Kind::Renamed)
        entry.oldName = notice.oldName;
    auto writer = this->writer();
    proto::formatListEntry(writer, entry);
}

Task<> Session::tellOthers()
{
    tellMetadata();
    if (!notification_)
        co_return;
    expectOthers();
    const auto sharers = co_await sharersOf(this);
    if (!sharers) {
        warn(sharers.error());
        co_return;
    }
    watchOthers(*sharers);
    const auto before = std::exchange(notification_->told, sightOf(*this, *sharers)).state;
    const auto now = notification_->told.state;
    watch();
    if (before == now)
        co_return;
    mail::MailboxId selected;
    if (selected_ && selected_->viewer.isOwner())
        selected = selected_->id();
    else if (selected_)
        selected = otherMailboxIds_.of(selected_->account->id(), selected_->id());
    const auto notices = noticesBetween(notification_->request, *before, *now, selected);
    if (notices.size() > mostNotices) {
        untagged(proto::Condition::Ok, "NOTIFICATIONOVERFLOW", "too much happens to tell it all");
        setNotification(nullptr);
        co_return;
    }
    for (const auto& notice : notices) {
        tellNotice(notice);
        const bool sent = co_await flush(flushSize);
        if (!sent)
            co_return;
    }
}

/// What may be told while no command runs.
Task<> Session::push()
{
    if (!keepsSelected())
        co_return;
    const auto* group = notification_->ofSelected();
    if (selected_ && notification_->pushesSelected()) {
        const bool atOnce = group->filter == proto::NotifyFilter::Selected;
        auto updates = sync(atOnce ? mail::Expunges::Told : mail::Expunges::Withheld);
        if (!group->events.has(proto::NotifyEvent::FlagChange))
            std::erase_if(updates.changed, [](const auto& changed) { return !changed.isNew; });
        co_await tellUpdates(std::move(updates));
        tellPosition();
    }
    co_await tellOthers();
}

/// The items that NOTIFY asked for of new messages.
Task<> Session::tellNew(std::vector<mail::WantedMessage> messages)
{
    const auto* group = notification_ ? notification_->ofSelected() : nullptr;
    if (group == nullptr || group->newItems.empty() || messages.empty())
        co_return;
    proto::FetchRequest request;
    request.items = group->newItems;
    const auto lacks = [&request](proto::FetchItemType type) {
        return std::ranges::find(request.items, type, &proto::FetchItem::type)
            == request.items.end();
    };
    if (lacks(proto::FetchItemType::Uid) && !features_.uidOnly) {
        proto::FetchItem uid;
        uid.type = proto::FetchItemType::Uid;
        request.items.insert(request.items.begin(), uid);
    }
    // RFC 7162 section 3.1; NOTIFY may have come before what enabled CONDSTORE.
    if (lacks(proto::FetchItemType::ModSeq) && features_.condstore) {
        proto::FetchItem modSeq;
        modSeq.type = proto::FetchItemType::ModSeq;
        request.items.push_back(modSeq);
    }
    Responses responses(*this, request);
    const auto told = selected_->view.snapshot();
    const auto depth = Needs(request).read;
    mail::ReadAhead reading(selected_->account, selected_->id(), std::move(messages), depth);
    for (;;) {
        const auto batch = co_await reading.next();
        if (!batch)
            warn(batch.error());
        if (!batch || batch->isEmpty())
            co_return;
        for (std::size_t i = 0; i < batch->wanted.size(); ++i) {
            const auto place = told->indexOf(batch->wanted[i].uid);
            if (!place)
                continue;
            FetchedMessage message;
            message.number = *place + 1;
            message.row = told->at(*place);
            if (depth != mail::ReadAhead::Depth::Nothing) {
                message.summary = batch->summaries[i];
                message.body = batch->bodies[i];
            }
            auto written = responses.writeReady(message);
            if (!written) {
                auto streamed = co_await responses.write(message);
                written = std::move(streamed);
            }
            if (!*written)
                warn(written->error());
            const bool sent = co_await flush(flushSize);
            if (!sent)
                co_return;
        }
    }
}

} // namespace postamt::imap
