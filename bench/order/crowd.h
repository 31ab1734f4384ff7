#pragma once

#include "mail/snapshot.h"
#include "mail/sort_keys.h"

#include <cstdint>
#include <vector>

namespace postamt::order {

/// A mailbox of messages as people get them: threads of some length, a few thousand senders,
/// answers that name all the messages before them, subjects with "Re:", dates that are not quite in
/// the order of arrival.
struct Crowd {
    explicit Crowd(std::uint32_t messages);

    std::vector<mail::Uid> uids;
    std::vector<std::string> summaries; ///< as they are stored
    mail::SnapshotRef rows;
};

} // namespace postamt::order
