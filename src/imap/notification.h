#pragma once

#include "imap/proto/notify.h"
#include "imap/sight.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace postamt::imap {

/// More than so many notices at a time end the notification: [NOTIFICATIONOVERFLOW].
constexpr std::size_t mostNotices = 1000;

/// What a session tells without being asked (RFC 5465), and how far it has told. It costs nothing
/// for each mailbox: states of an account are shared by all.
struct Notification {
    Notification(proto::NotifyRequest wanted, Sight from)
        : request(std::move(wanted)), told(std::move(from))
    {
    }

    /// The group for the selected mailbox, or nullptr.
    const proto::NotifyGroup* ofSelected() const
    {
        const auto group = std::ranges::find_if(request.groups, &proto::NotifyGroup::isOfSelected);
        return group == request.groups.end() ? nullptr : &*group;
    }

    /// Whether changes of the selected mailbox are told while no command runs.
    bool pushesSelected() const
    {
        const auto* group = ofSelected();
        return group != nullptr && group->events.hasMessages();
    }

    proto::NotifyRequest request;
    Sight told;
    /// Subscriptions to the accounts that share something with the user.
    std::map<std::shared_ptr<mail::Account>, std::shared_ptr<void>> others;
};

} // namespace postamt::imap
